"""What the rows that people wrote already hold: the generator adds to them and never contradicts them."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import Any

from ... import names as name_keys

GENERATED = "generated.jsonl"


class Curated:
    """Domains, names and labels of the curated rows (data/owners/*.jsonl but the generated file)."""

    def __init__(self, folder: Path) -> None:
        self.rows: list[dict[str, Any]] = []
        for path in sorted(folder.glob("*.jsonl")):
            if path.name != GENERATED:
                self.rows += [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        self.ids = {row["id"] for row in self.rows}
        self.domains = {domain: row["id"] for row in self.rows for domain in row["domains"]}
        self.keys: dict[str, str] = {}  # name key → owner
        self.sure: set[str] = set()  # name keys that are no ordinary words
        self.tokens: dict[str, str] = {}  # distinctive host label → owner
        self.common_tokens: dict[str, str] = {}
        for row in self.rows:
            for name, common in name_keys.claimable(row):
                key = name_keys.key_of(name)
                self.keys.setdefault(key, row["id"])
                if not common:
                    self.sure.add(key)
            for token in set(row["host_tokens"]) - set(row["common_tokens"]):
                self.tokens.setdefault(token, row["id"])
            for token in row["common_tokens"]:
                self.common_tokens.setdefault(token, row["id"])

    def named_in(self, name: str) -> str:
        """The owner whose sure name stands in a longer name ("Amazon Locker"), "" if there is none."""
        words = name_keys.split_words(name)
        joined = words.joined
        for start in range(len(joined)):
            if start not in words.starts and not name_keys.is_cjk(joined[start]):
                continue
            for stop in range(start + 3, len(joined) + 1):
                whole = stop in words.starts or name_keys.is_cjk(joined[stop - 1])
                if whole and joined[start:stop] in self.sure:
                    return self.keys[joined[start:stop]]
        return ""

    def token_in(self, label: str) -> str:
        """The distinctive curated label of five letters or more that a registrable label carries, "" if none."""
        pieces = (label[start:stop] for start in range(len(label)) for stop in range(start + 5, len(label) + 1))
        return next((piece for piece in chain(label.split("-"), pieces) if piece in self.tokens), "")
