"""The compiled, read-only index of what Honmono knows: how it is built from data/ and the packages, and how it is read."""
