"""A link to a page that anybody could have put there: in a mail that presses, or in a store for files.

Why: half of real phishing mail hides behind storage buckets, free hosting and cloud functions
(storage.googleapis.com/x/y.html, x.run.app). Free hosting by itself says nothing; together with threats, deadlines or
prizes it does. A web page in a store for files does at once: honest senders keep pictures and documents there, and
their pages under their own name. A sender that is known may do as it likes, with a page in such a store only where some
link leads to its own site: addresses are forged.

Flags:
    X <x@example.icu> | Your account is suspended | https://storage.googleapis.com/a/b.html [Update]  # a bucket
    X <x@example.icu> | Your account is suspended | https://x-abc-rj.a.run.app/a [Update]  # a function
    X <x@example.icu> | Watch this | https://storage.googleapis.com/a/b.html#c [Watch]  # a page in a bucket
    X <x@example.icu> | Watch this | https://a.s3.us-east-2.amazonaws.com/b.htm [Watch]  # likewise
    X <x@city.shibuya.lg.jp> | Refund | https://storage.googleapis.com/a/b.html [Refund]  # a town hall's forged address
Passes:
    X <x@example.icu> | Holiday pictures | https://x-abc-rj.a.run.app/a [Pictures]  # presses nobody
    X <x@example.icu> | Holiday pictures | https://storage.googleapis.com/a/b.jpg [Pictures]  # no page
    X <x@example.icu> | The report | https://a.s3.amazonaws.com/report.pdf [Report]  # no page
    X <x@example.icu> | The manual | https://example.readthedocs.io/en/index.html [Manual]  # no store for files
    X <x@example.icu> | The manual | https://s3.example.com/index.html [Manual]  # a name of its own
    X <x@example.icu> | Your account is suspended | https://www.example.icu/ [Update]  # a site
    Amazon <x@amazon.co.jp> | News | https://s3.amazonaws.com/a/b.html [Open] | https://amazon.co.jp/ [Home]  # known
    X <x@a.firebaseapp.com> | Verify your account | https://a.firebaseapp.com/verify [Verify]  # the sender's own
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import PAGE_HOST, Host, same_site
from ..lazy import pattern
from ..link import ANYBODYS_HOST, NAMES_A_PAGE, Link

NEEDS = ANYBODYS_HOST | NAMES_A_PAGE

# Stores that give out files by address: Google's, Amazon's S3, Azure's, Cloudflare's R2, DigitalOcean's Spaces,
# Backblaze's, Wasabi's, Akamai's, Oracle's, Yandex's, Alibaba's and Tencent's.
_FILE_STORE = pattern(
    r"(?:.+\.)?(?:(?:firebase)?storage\.googleapis\.com|s3(?:[.-][a-z0-9.-]+)?\.amazonaws\.com"
    r"|(?:blob|z[0-9]+\.web)\.core\.windows\.net|r2\.dev|r2\.cloudflarestorage\.com|[a-z0-9]+\.digitaloceanspaces\.com"
    r"|backblazeb2\.com|wasabisys\.com|linodeobjects\.com|objectstorage\.[a-z0-9-]+\.oraclecloud\.com"
    r"|storage\.yandexcloud\.net|oss-[a-z0-9-]+\.aliyuncs\.com|cos\.[a-z0-9-]+\.myqcloud\.com)"
)
_LONGEST_NAME = 253  # RFC 1035; longer ones lead nowhere, and cost time


def check(link: Link, context: Context) -> Iterator[Finding]:
    host, sender = link.host, context.mail.sender.host
    if host is None or link.url is None or (sender and same_site(sender, host)):
        return
    if link.url.path.endswith((".html", ".htm")) and is_file_store(host):
        if not context.proven_sender:
            yield Finding("page_on_shared_host", {"domain": host.name}, "file_store")
    elif context.pressure and not context.known_sender and (host.shared or host.name_bits & PAGE_HOST):
        yield Finding("page_on_shared_host", {"domain": host.registrable if host.shared else host.name})


def is_file_store(host: Host) -> bool:
    """Everything there was put by a customer, each file by itself."""
    return len(host.name) <= _LONGEST_NAME and _FILE_STORE.fullmatch(host.name) is not None
