r"""How the `Flags:` and `Passes:` lines of a rule's docstring are read.

A line is an example and, after two spaces and a #, its story. What the example is depends on the rule's subject:

| subject | form |
| --- | --- |
| host | a URL |
| link | a URL, and in brackets the text it shows |
| sender | `Name <address>`; without an address it is not shown |
| mail | `Name <address> \| subject and text \| URL [text]`, the last part once a link; any rule may use it |

`\uXXXX` stands for a character that would not be seen.
"""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any, NamedTuple

from honmono import rules

_SUBJECTS = {
    "host": (*rules.BRAND_RULES, *rules.HOST_RULES),
    "link": rules.LINK_RULES,
    "sender": rules.SENDER_RULES,
    "mail": rules.MAIL_RULES,
}
_SENDER = re.compile(r"(.*?)\s*<(\S+)>\s*")
_LINK = re.compile(r"(.+?)(?:\s+\[(.*)\])?\s*")


class Example(NamedTuple):
    rule: str
    flags: bool
    text: str
    story: str
    mail: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.rule} {'flags' if self.flags else 'passes'} {self.text}"


def subject_of(rule: str) -> str:
    """The kind of thing that a rule's examples show; a rule of two kinds shows its wider one."""
    return [kind for kind, group in _SUBJECTS.items() if rule in dict(group)][-1]


def examples_of(module: ModuleType) -> list[Example]:
    """All examples of one rule module."""
    rule = module.__name__.rpartition(".")[2]
    found, flags = [], None
    for line in (module.__doc__ or "").splitlines():
        if line in ("Flags:", "Passes:"):
            flags = line == "Flags:"
        elif flags is not None and line.startswith("    "):
            text, _, story = line.strip().partition("  #")
            text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text.rstrip())
            found.append(Example(rule, flags, text, story.strip(), _mail(subject_of(rule), text)))
        elif line.strip():
            flags = None
    return found


def _mail(subject: str, text: str) -> dict[str, Any]:
    mail: dict[str, Any] = {"sender": None, "subject": "", "links": [], "text": "", "locale": "en"}
    if " | " in text:
        sender, _, rest = text.partition(" | ")
        words, *links = rest.split(" | ")
        mail |= {"sender": _sender(sender), "subject": words, "links": [_link(link, n) for n, link in enumerate(links)]}
    elif subject in ("host", "link"):
        mail["links"] = [_link(text, 0)]
    else:
        mail["sender"] = _sender(text)
    return mail


def _sender(text: str) -> dict[str, Any]:
    found = _SENDER.fullmatch(text)
    return {"name": found[1], "address": found[2]} if found else {"name": text, "address": None}


def _link(text: str, number: int) -> dict[str, str]:
    found = _LINK.fullmatch(text)
    assert found, text
    return {"id": f"l{number}", "href": found[1], "text": found[2] or ""}
