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

MIN_NEAR = 5  # shorter names have too many neighbours one edit away
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
    found: dict[tuple[str, str], Hit] = {}
    labels = [(label, "sub") for label in host.sub_unicode]
    if host.core:
        labels.insert(0, (host.core_unicode, "core"))
    for label, where in labels:
        if len(label) <= _MAX_LABEL:
            for hit in _label_hits(label, where, catalogue):
                found.setdefault((hit.owner.id, hit.kind), hit)
    for hit in _embedded(host, catalogue):
        found.setdefault((hit.owner.id, hit.kind), hit)
    return tuple(found.values())


@lru_cache(maxsize=1024)  # www, mail, click, links, … stand in front of many hosts
def _label_hits(label: str, where: str, catalogue: Catalogue) -> list[Hit]:
    tokens = catalogue.knowledge.tokens
    hits = []
    owner_id = tokens.get(label)
    if owner_id:
        return [_hit("exact", owner_id, label, label, label, where, catalogue)]
    parts = label.split("-") if "-" in label else []
    for part in parts:
        owner_id = tokens.get(part)
        if owner_id:
            hits.append(_hit("part", owner_id, part, part, label, where, catalogue))
    hits += _shape_hits(label, where, catalogue)
    joined = "".join(parts)
    owner_id = tokens.get(joined) if not hits else None
    if owner_id:
        hits.append(_hit("near", owner_id, joined, label, label, where, catalogue))
    if not hits and (where == "sub" or not parts):  # a slip in a part of a registered name is too often chance
        for part in parts or [label]:
            hits += _near_hits(part, label, where, catalogue)
    return hits


def _hit(kind: str, stored: bytes, token: str, part: str, label: str, where: str, catalogue: Catalogue) -> Hit:
    owner_id = stored.decode()
    return Hit(kind, catalogue.owner(owner_id.lstrip("!")), token, part, label, where, owner_id.startswith("!"))


def _shape_hits(label: str, where: str, catalogue: Catalogue) -> list[Hit]:
    """Names that stand inside the label, to the letter ("inside") or to the eye ("shape")."""
    knowledge = catalogue.knowledge
    shape = deep_skeleton(label, knowledge)
    hits: list[Hit] = []
    seen: set[str] = set()

    def add(tokens: bytes, whole: bool) -> None:
        candidates = tokens.decode().split(",")
        candidates = [token for token in candidates if token in label] or candidates
        for token in candidates:
            stored = knowledge.tokens.get(token)
            if stored is None or token in seen or (stored.startswith(b"!") and not whole):
                continue
            seen.add(token)
            kind = "inside" if token in label else "shape"
            if kind == "shape" and label.isascii() and (len(token) < MIN_NEAR or not token.isalpha()):
                continue  # too short, or digits of its own: chance makes too many of them
            if kind == "shape" and label.isascii() and not whole and not _ROUGH.isdisjoint(label):
                continue  # k9mail: digits that look only roughly like letters are mostly digits
            if kind == "inside" and len(label) == len(token) + 1:
                kind = "near"  # amazonn: a letter too many, not a longer word
            part = (
                token
                if kind == "inside"
                else label
                if kind == "near"
                else (label if whole else _piece_like(token, label, catalogue))
            )
            hits.append(_hit(kind, stored, token, part, label, where, catalogue))

    whole_tokens = knowledge.shapes.get(shape)
    if whole_tokens:
        add(whole_tokens, whole=True)
    for part in shape.split("-") if "-" in shape else ():
        part_tokens = knowledge.shapes.get(part)
        if part_tokens:
            add(part_tokens, whole=True)
    lengths_of = knowledge.shape_starts.get
    for at in range(len(shape) - 2):
        for length in lengths_of(shape[at : at + 3]) or b"":
            tokens = knowledge.shapes.get(shape[at : at + length])
            if tokens and at + length <= len(shape):
                add(tokens, whole=False)
                break
    return hits


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
    if not 4 <= len(plain) <= 40:
        return []
    look_up = knowledge.deletions.look_up
    variants = [plain, *[plain[:i] + plain[i + 1 :] for i in range(len(plain))]]
    found = [stored for stored in map(look_up, variants) if stored]
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
