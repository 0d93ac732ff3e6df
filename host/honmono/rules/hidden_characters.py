"""Invisible characters in the words of the sender's name or the subject, or characters that turn the text around.

Why: "Pay\\u200bPal" is not found by a search for PayPal and reads the same; a right-to-left override makes "exe.gpj"
read as a picture. Nothing invisible belongs inside a Latin word, but for places where a long one may break; a name that
is only there once these are gone (Master\\u00adcard) was hidden from a search. Pairs around a name are ordinary.

Flags:
    Pay\u200bPal <x@example.com> | Hello           # zero width space inside a word
    X <x@example.com> | invoice\u202egpj.exe       # direction turned
    X <x@example.com> | \u202egpj.exe\u202c invoice  # turned, and turned back
    X <x@example.com> | Please ver\u00adify        # a short word needs no break
    X <x@example.com> | Ama\u00adzon order         # soft hyphen inside a word of a subject
    Pay\u200b\u200bPal <x@example.com> | Hello     # two of them
    Pay\u2068Pal\u2069 <x@example.com> | Hello     # a pair, inside a word
    X <x@example.com> | \u2067Hello               # a direction that nothing ends
    X <x@example.com> | Ihre Master\u00adcard      # a long word, and a brand's name
Passes:
    PayPal <x@example.com> | Hello                 # nothing hidden
    X <x@example.com> | Hello\u200b \u200bworld    # at the edges of words
    X <x@example.com> | 👩\u200d👩\u200d👧 family    # joins emoji
    X <x@example.com> | می\u200cخواهم              # Persian needs it
    X <x@example.com> | \u2068山田\u2069さんがアルバムに招待しました   # Apple's pair around a name
    X <x@example.com> | \u202bשלום Dana\u202c        # Facebook's, in Hebrew
    X <x@example.com> | Anruf von \u202d+49 30 1234\u202c  # a telephone's, around a number
    X <x@example.com> | Ihre Versicherungs\u00adbedingungen   # a long word may break
    X <x@example.com> | Mit der Mastercard zur Donau\u00addampf\u00adschifffahrt  # beside a brand's name
    X <x@example.com> | Hello\u202c               # an end without a beginning
"""

from __future__ import annotations

from collections.abc import Iterator

from ..claims import claims_in
from ..confusables import describe, hidden_in
from ..context import Context
from ..finding import Finding
from ..mail import Mail

_BREAK = "\u00ad"  # the soft hyphen


def check(mail: Mail, context: Context) -> Iterator[Finding]:
    found: dict[str, None] = {}
    for text, whole in ((mail.sender.name, True), (mail.subject, False)):
        found |= dict.fromkeys(hidden_in(text))
        if _BREAK in text and _breaks_a_name(text, whole, context):
            found[_BREAK] = None
    if found:
        yield Finding("hidden_characters", {"odd": [describe(char) for char in found]})


def _breaks_a_name(text: str, whole: bool, context: Context) -> bool:
    """An owner is named only by the text without its soft hyphens (claims_in leaves invisible characters out)."""
    parted = claims_in(text.replace(_BREAK, " "), context.catalogue, whole)
    return not {claim.owner.id for claim in claims_in(text, context.catalogue, whole)} <= {c.owner.id for c in parted}
