"""The sender's name is a brand's, the sender's address is not.

Why: any mail program lets anybody write any name. "Amazon.co.jp" <kefu@dfaddfg.shop> is not Amazon.
A name that is also an ordinary word counts for less (caution) when it stands among others, and then only in mail that
presses. Quiet: sister companies; people and services writing through the brand's own systems ("Hanako (Google Drive)"
from google.com); "via".

Flags:
    Amazon.co.jp <apikey@newnamecardamazonmail.cyou>     # the name is a domain of Amazon
    amazon.co.jp <kefu@dfaddfg.shop>                     # likewise
    Amazοn <info@example.icu>                            # the same to the eye
    三井住友カード <info@example.top>                      # in Japanese
    PayPal Support <service@example.net>                 # with a word of service
    LINE <info@example.icu>                              # an ordinary word, standing alone
Passes:
    Amazon.co.jp <auto-confirm@amazon.co.jp>             # the owner's own
    Spotify サポート <help@spotify.zendesk.com>            # a help desk that many companies use
    Netflix <info@netflix.jp>                            # exactly its name, where fraud seldom is
    楽天市場担当 高橋 <takahashi@example.co.jp>             # a firm's department, under a suffix for firms
    ドコモショップ渋谷店 <info@example.jp>                  # a dealer says so
    Netflix Careers <jobs@example.net>                   # so does a recruiter
    Amazon <order@marketplace.amazon.co.jp>              # a subdomain of its own
    三井住友カード <mail@vpass.ne.jp>                      # another domain of its own
    Dot Line <info@example.com>                          # an ordinary word in a name
    Hanako Visa <hanako@example.com>                     # likewise
    花子 <hanako@example.jp>                              # a person
    Amazon Fans via Groups <noreply@groups.example.org>  # sent on by a list
    PayPal                                               # no address is shown: nothing to compare
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..mail import Sender
from ..speaking import LOOSE, SENDER


def check(sender: Sender, context: Context) -> Iterator[Finding]:
    speaking = context.speaking
    if speaking and speaking.own is False and speaking.how in (SENDER, LOOSE):
        shown = sender.host.shown if sender.host else sender.address
        grade = "loose" if speaking.how == LOOSE else ""
        yield Finding("sender_brand_mismatch", {**context.brand(speaking.owner), "domain": shown}, grade)
