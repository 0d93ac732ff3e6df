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

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..mail import Mail


def check(mail: Mail, context: Context) -> Iterator[Finding]:
    if context.pressure:
        yield Finding("pressure_language", {"phrase": context.pressure})
