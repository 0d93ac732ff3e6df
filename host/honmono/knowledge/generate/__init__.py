"""Making the generated part of the brand data from pinned packages: `python -m honmono.knowledge.generate`.

For developers only: the host never imports this. It writes data/owners/generated.jsonl, data/lists/words.txt and
data/lists/popular.txt; the same packages and curated rows give the same bytes. Which packages, in which version and
under which licence: packages.json. What they are and what not to take from them: shared/CATALOGUE.md.
"""
