"""Invisible characters in the words of the sender's name or the subject, or characters that turn the text around.

Why: "Pay\\u200bPal" is not found by a search for PayPal and reads the same; a right-to-left override makes "exe.gpj"
read as a picture. Nothing invisible belongs inside a Latin word.

Flags:
    Pay\u200bPal <x@example.com> | Hello           # zero width space inside a word
    X <x@example.com> | invoice\u202egpj.exe       # direction turned
    X <x@example.com> | Ama\u00adzon order         # soft hyphen inside a word of a subject
Passes:
    PayPal <x@example.com> | Hello                 # nothing hidden
    X <x@example.com> | Hello\u200b \u200bworld    # at the edges of words
    X <x@example.com> | 👩\u200d👩\u200d👧 family    # joins emoji
    X <x@example.com> | می\u200cخواهم              # Persian needs it
"""

from __future__ import annotations

from collections.abc import Iterator

from ..confusables import describe, hidden_in
from ..context import Context
from ..finding import Finding
from ..mail import Mail


def check(mail: Mail, context: Context) -> Iterator[Finding]:
    found = dict.fromkeys([*hidden_in(mail.sender.name), *hidden_in(mail.subject)])
    if found:
        yield Finding("hidden_characters", {"odd": [describe(char) for char in found]})
