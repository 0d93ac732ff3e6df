"""The compiled, read-only index of what Honmono knows: built from data/ and the packages, then only read."""
