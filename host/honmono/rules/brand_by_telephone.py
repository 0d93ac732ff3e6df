"""The mail presses as a brand, shows nothing that is the brand's, and asks to be called back.

Why: "your Amazon order of $899: not you? Call +1 818 …" has no link to judge; the number leads to the fraud. DESIGN.md
had no rule for it; real mail shows it. Honest mail of the brand comes from its address or leads to its site, and a
signature gives a number without asking for a call.

Flags:
    Orders <x@evil.icu> | Your Amazon account is locked. Not you? Call us immediately: +1 (818) 555-0123   # no link
    Support <x@evil.icu> | Your PayPal account is suspended. Please call 0120-555-012 now                  # likewise
Passes:
    Amazon.com <x@amazon.com> | Your Amazon account is locked. Call us at +1 (818) 555-0123   # the brand's address
    Orders <x@evil.icu> | Your Amazon account is locked. Call +1 (818) 555-0123 | https://amazon.com/ [Open]  # its site
    Orders <x@evil.icu> | Your Amazon account is locked. Order 818-555-0123-44                # another number
    Hanako <x@example.com> | Your account is locked. Call us at +1 (818) 555-0123             # no brand
    Hanako <x@example.com> | About Amazon. Call me at +1 (818) 555-0123                       # presses nobody
"""

from __future__ import annotations

from collections.abc import Iterator

from ..confusables import plain_letters
from ..context import Context
from ..finding import Finding
from ..lazy import pattern
from ..mail import Mail

# Nine to fourteen digits in groups, as telephone numbers are written (ITU-T E.123), fullwidth ones folded before.
_NUMBER = pattern(r"(?<![\w.+-])\+?\(?\d[\d ().\u2010-\u2013-]{7,18}\d(?![\w-])")
_ASKED = pattern(
    r"\b(call|phone|dial|ring|contact|reach)\b|\b(llam|lig(ue|ar)|telefon|appel|anruf|rufen)|電話|拨打|撥打|致電|전화"
)
_BEFORE = 60  # characters between what asks for the call and the number


def check(mail: Mail, context: Context) -> Iterator[Finding]:
    speaking = context.speaking
    if speaking is None or speaking.own or context.leads_home or not context.pressure:
        return
    number = number_to_call(plain_letters(f"{mail.subject}\n{mail.text}").lower())
    if number:
        yield Finding("brand_by_telephone", {**context.brand(speaking.owner), "number": number})


def number_to_call(text: str) -> str:
    """The first telephone number that the text asks to call, "" if there is none."""
    for found in _NUMBER.finditer(text):
        digits = sum(char.isdigit() for char in found[0])
        if 9 <= digits <= 14 and _ASKED.search(text, max(0, found.start() - _BEFORE), found.start()):
            return found[0].strip()
    return ""
