"""An owner as a package tells of it, before any of it is believed."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...names import key_of


@dataclass
class Candidate:
    """`names`: language → spellings, the plainest first. `sites`: registrable domain → the host to open. `weight`: how
    large and how well known, on no scale but its own."""

    key: str  # where it is from: a Wikidata id, or the package's own
    name: str
    group: str
    source: list[str]
    checked: str
    names: dict[str, list[str]] = field(default_factory=dict)
    sites: dict[str, str] = field(default_factory=dict)
    weight: float = 0.0
    claimed: set[str] = field(default_factory=set)  # all domains that its source names for it, believed or not
    short: set[str] = field(default_factory=set)  # abbreviations and such: never a sure name

    def add_name(self, language: str, name: str) -> None:
        """Add a spelling once, whatever the language and the capitals."""
        name = " ".join(name.split())
        if name and key_of(name) not in map(key_of, self.all_names()):
            self.names.setdefault(language, []).append(name)

    def all_names(self) -> list[str]:
        """All spellings."""
        return [name for spellings in self.names.values() for name in spellings]
