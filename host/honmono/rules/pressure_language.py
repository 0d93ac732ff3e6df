"""The mail presses: an account will be locked, within 24 hours, or else.

Why: weak by itself (real companies warn too), but it is what nearly every fraud has. Phrases: data/phrases.json.

Flags:
    X <x@example.com> | 24時間以内に確認されない場合、アカウントをロックします      # a threat with a limit
    X <x@example.com> | Your account has been suspended                      # a threat
    X <x@example.com> | Verify your account within 24 hours                  # a limit
Passes:
    X <x@example.com> | 週末の予定について                                     # nothing of the kind
    X <x@example.com> | Your order has shipped                               # nothing of the kind
    X <x@example.com> | 24時間営業のお知らせ                                   # the number alone
    X <x@example.com> | The meeting is suspended until May                   # no account
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..context import Context
from ..finding import Finding
from ..knowledge.load import Knowledge
from ..mail import Mail


@lru_cache(maxsize=2)
def _phrases(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile("|".join(p for group in knowledge.phrases.values() for p in group), re.IGNORECASE)


def check(mail: Mail, context: Context) -> Iterator[Finding]:
    found = _phrases(context.knowledge).search(mail.subject + "\n" + mail.text)
    if found:
        yield Finding("pressure_language", {"phrase": " ".join(found[0].split())})
