"""Brand names inside host names: every place where a host that is not the brand's carries its name, and how.

The host rules share this work and differ in which `kind` they speak about:

| kind | example | meaning |
| --- | --- | --- |
| exact | amazon.icu | the label is the name |
| part | amazon-login.icu | the name is one of the label's parts between hyphens |
| inside | newnamecardamazon.icu | the name stands inside a longer run of letters |
| embedded | amazon.co.jp.evil.icu, amazon-co-jp.evil.icu | a whole domain of the brand stands in front |
| shape | rnicrosoft.com, аррӏе.com | the label only looks as if it held the name |
| near | amazom.com | one slip of the finger away from the name |
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from .catalogue import Catalogue, Owner
from .confusables import deep_skeleton, skeleton
from .hostnames import Host
from .misread import misread_names
from .names import key_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .knowledge.load import Knowledge

MIN_NEAR = 5  # shorter names have too many neighbours one edit away
EDGE = 4  # letters at either end by which words without such neighbours are known
_ROUGH = frozenset("3459")
_MAX_LABEL = 63  # RFC 1035; longer ones cannot be registered, and cost time


class Hit(NamedTuple):
    """A brand's name in one label of a host. `whole`: the label is nothing but the name. `where`: "core" or "sub"."""

    kind: str
    owner: Owner
    token: str
    part: str
    label: str
    where: str
    common: bool  # the name is short or an ordinary word

    @property
    def whole(self) -> bool:
        return self.part == self.label


def hits_in(host: Host, catalogue: Catalogue) -> tuple[Hit, ...]:
    """All hits, the registrable label's first. Empty for IP addresses and for hosts of an owner of the catalogue."""
    if host.ip or catalogue.owner_of(host) is not None:
        return ()
    hits = _label_hits(host.core_unicode, "core", catalogue) if host.core else []
    for label in host.sub_unicode:
        hits += _sub_hits(label, catalogue)
    if len(host.sub) > 1 or "-" in host.name:
        hits += _embedded(host, catalogue)
    if not hits:
        return ()
    first: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        first.setdefault((hit.owner.id, hit.kind), hit)
    return tuple(first.values())


def _label_hits(label: str, where: str, catalogue: Catalogue) -> list[Hit]:
    if len(label) > _MAX_LABEL:
        return []
    knowledge = catalogue.knowledge
    shape = deep_skeleton(label, knowledge)
    alike = knowledge.shapes.look_up(shape)
    # What is spelt alike looks alike: the names themselves are looked up only where a shape is known.
    owner_id = knowledge.tokens.get(label) if alike else None
    if owner_id:
        return [_hit("exact", owner_id, label, label, label, where, catalogue)]
    pieces = [(alike, label)] if alike else []
    hits = [] if label.isascii() else _cjk_hits(label, where, catalogue)
    parts = label.split("-") if "-" in label else []
    for part, part_shape in zip(parts, shape.split("-"), strict=False):
        alike = knowledge.shapes.get(part_shape)
        if alike:
            pieces.append((alike, part))
            owner_id = knowledge.tokens.get(part)
            if owner_id:
                hits.append(_hit("part", owner_id, part, part, label, where, catalogue))
    alike = knowledge.shapes.look_up(shape.replace("-", "")) if parts else None
    joined = knowledge.tokens.get("".join(parts)) if alike else None
    if alike and not joined:  # vvells-fargo
        pieces.append((alike, label))
    pieces += _shapes_inside(shape, knowledge)
    if pieces:
        hits += _shape_hits(label, where, pieces, catalogue)
    if hits:
        return hits
    if joined:
        return [_hit("near", joined, "".join(parts), label, label, where, catalogue)]
    if where == "sub" or not parts:  # a slip in a part of a registered name is too often chance
        for part in parts or [label]:
            hits += _near_hits(part, label, where, catalogue)
    return hits


@lru_cache(maxsize=1024)  # www, mail, click, links, … stand in front of many hosts
def _sub_hits(label: str, catalogue: Catalogue) -> list[Hit]:
    return _label_hits(label, "sub", catalogue)


def _hit(kind: str, stored: bytes, token: str, part: str, label: str, where: str, catalogue: Catalogue) -> Hit:
    owner_id = stored.decode()
    return Hit(kind, catalogue.owner(owner_id.lstrip("!")), token, part, label, where, owner_id.startswith("!"))


def _cjk_hits(label: str, where: str, catalogue: Catalogue) -> list[Hit]:
    """What passes for a Chinese or Japanese name: 楽夭市場, メノレカリ."""
    return [
        Hit("shape", catalogue.owner(misread.owner_id), misread.plain, misread.word, label, where, misread.common)
        for misread in misread_names(label, catalogue.knowledge)
    ]


def _shapes_inside(shape: str, knowledge: Knowledge) -> list[tuple[bytes, str]]:
    """What `knowledge.shapes` holds for pieces of the shape, the longest one at each place."""
    starts = knowledge.inner_shapes
    found = []
    for at in [at for at in range(len(shape) - 2) if shape[at : at + 3] in starts]:
        candidates = starts[shape[at : at + 3]]
        if shape.startswith(candidates, at):
            longest = next(candidate for candidate in candidates if shape.startswith(candidate, at))
            found.append((knowledge.shapes.get(longest) or b"", ""))
    return found


def _shape_hits(label: str, where: str, pieces: list[tuple[bytes, str]], catalogue: Catalogue) -> list[Hit]:
    """Names that stand inside the label, to the letter ("inside") or to the eye ("shape").

    `pieces`: tokens of a shape as stored, and what has it: the label or a part between hyphens, "" for a piece of one.
    """
    hits: list[Hit] = []
    seen: set[str] = set()
    for stored_tokens, whole in pieces:
        tokens = stored_tokens.decode().split(",")
        for token in [token for token in tokens if token in label] or tokens:
            stored = catalogue.knowledge.tokens.get(token)
            if stored is None or token in seen or (stored.startswith(b"!") and not whole):
                continue
            seen.add(token)
            if token not in label:
                if not is_chance(token, label, bool(whole)):
                    part = whole or _piece_like(token, label, catalogue)
                    hits.append(_spelt_otherwise(_hit("shape", stored, token, part, label, where, catalogue)))
            elif len(label) == len(token) + 1:  # amazonn: a letter too many, not a longer word
                hits.append(_hit("near", stored, token, label, label, where, catalogue))
            else:
                hits.append(_hit("inside", stored, token, token, label, where, catalogue))
    return hits


def _spelt_otherwise(hit: Hit) -> Hit:
    """The hit as it is, or that of the name itself where the letters with marks are the owner's own (żabka.pl)."""
    part = hit.part
    if part.isascii() or not any(
        key_of(name) == part.replace("-", "") for spellings in hit.owner.names.values() for name in spellings
    ):
        return hit
    kind = "exact" if hit.whole else "part" if part in hit.label.split("-") else "inside"
    return hit._replace(kind=kind, token=part)


def is_chance(token: str, label: str, whole: bool) -> bool:
    """A likeness between ASCII letters that says nothing: the name is too short or has digits of its own; or digits
    stand in the label that look only roughly like letters, and are mostly digits (k9mail)."""
    if not label.isascii():
        return False
    return len(token) < MIN_NEAR or not token.isalpha() or not (whole or _ROUGH.isdisjoint(label))


def _piece_like(token: str, label: str, catalogue: Catalogue) -> str:
    """The shortest piece of the label that has the token's shape."""
    knowledge = catalogue.knowledge
    shape = deep_skeleton(token, knowledge)
    for size in range(1, len(label) + 1):
        for at in range(len(label) - size + 1):
            if deep_skeleton(label[at : at + size], knowledge) == shape:
                return label[at : at + size]
    return label


def _near_hits(part: str, label: str, where: str, catalogue: Catalogue) -> list[Hit]:
    """Tokens one edit away (insertion, deletion, substitution, neighbouring letters swapped) from the part."""
    knowledge = catalogue.knowledge
    plain = skeleton(part, knowledge)
    size = len(plain)
    if not 4 <= size <= 40:
        return []
    # A slip leaves what stands before it and from two letters after it on: most words are out by their two ends.
    edge = knowledge.edges.look_up
    begins, ends = edge(f"^{plain[:EDGE]}") is not None, edge(f"{plain[-EDGE:]}$") is not None
    if size > 2 * EDGE and not begins and not ends:
        return []
    slips = range(0 if ends else max(0, size - EDGE - 1), size if begins else min(size, EDGE))
    stored_tokens = map(knowledge.deletions.look_up, (plain, *[plain[:i] + plain[i + 1 :] for i in slips]))
    found = [stored for stored in stored_tokens if stored]
    tokens = dict.fromkeys(token for stored in found for token in stored.decode().split(","))
    hits = []
    for token in tokens:
        owner_id = knowledge.tokens.get(token)
        if owner_id and one_edit_apart(plain, token):
            hits.append(_hit("near", owner_id, token, part, label, where, catalogue))
    return hits


def one_edit_apart(a: str, b: str) -> bool:
    """Exactly one insertion, deletion, substitution or swap of neighbours turns one into the other."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    if len(a) == len(b):
        swapped = len(rest_a) >= 2 and rest_a[0] == rest_b[1] and rest_a[1] == rest_b[0] and rest_a[2:] == rest_b[2:]
        return rest_a[1:] == rest_b[1:] or swapped
    return rest_a[1:] == rest_b or rest_a == rest_b[1:]


def _embedded(host: Host, catalogue: Catalogue) -> list[Hit]:
    """Whole domains of an owner in front of another domain, written with dots or with hyphens."""
    hits = []
    # Each run of labels or hyphen parts that is an owner's domain. The registrable label counts with hyphens only:
    # secure.amazon.co.jp-login.icu
    core = host.core_unicode.split("-") if "-" in host.core_unicode else []
    runs = [[*host.sub_unicode, *core], *[label.split("-") for label in host.sub_unicode if "-" in label]]
    for run in runs:
        for stop in range(2, len(run) + 1):
            if not catalogue.knowledge.suffix_bits(run[stop - 1]):
                continue  # no domain ends so
            for start in range(max(0, stop - 4), stop - 1):
                domain = ".".join(run[start:stop])
                owner = catalogue.owner_of_domain(domain)
                if owner:
                    hits.append(Hit("embedded", owner, domain, domain, host.unicode, "sub", False))
    return hits
