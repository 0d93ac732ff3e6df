"""A brand's name on a host where anybody gets a subdomain.

Why: amazon-login.web.app costs nothing and is taken down and put up again in minutes. Honest pages name brands there
too (a customer's preview, a fan's blog, netflix.github.io is Netflix's), so exactly the name is weak unless the mail
presses (but at a help desk, where each firm has its name) or speaks as the brand, the name among others is caution,
with luring words danger.

Flags:
    https://amazon-login.web.app/               # a name and a luring word
    https://secure-paypal.pages.dev/            # likewise
    https://netflix.github.io/                  # exactly the name: weak
    https://netflix-3f2a.webflow.io/            # the name and a number: caution
Passes:
    https://www.amazon.co.jp/                   # the owner's own
    https://my-garden.web.app/                  # no name
    https://apple-pie-recipes.blogspot.com/     # an ordinary word
    https://pipeline.netlify.app/               # line inside a word
    https://godaddysites.com/                   # the service itself
    https://newnamecardamazon.icu/              # its own domain: brand_in_host speaks of it
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..hostnames import SUFFIX_SHARED, Host
from ..imitation import Hit
from ..speaking import is_desk
from .brand_in_host import rest_lures, stands_inside_a_word


def check(host: Host, context: Context) -> Iterator[Finding]:
    is_service_itself = not host.suffix_bits & SUFFIX_SHARED
    if not host.shared or is_service_itself or context.catalogue.is_popular(host):
        return
    for hit in context.hits_of(host, "exact", "part", "inside", "shape"):
        if stands_inside_a_word(hit, context):
            continue
        lures = hit.kind != "exact" and rest_lures(hit, context)
        if lures or not hit.common:
            params = {**context.brand(hit.owner), "domain": host.shown, "part": hit.part}
            yield Finding("brand_on_shared_host", params, grade(hit, lures, host, context))


def grade(hit: Hit, lures: bool, host: Host, context: Context) -> str:
    """ "" (sure), "loose", "plain": see above."""
    if lures:
        return ""
    quiet = is_desk(host, context.catalogue) or not context.pressure
    return "plain" if hit.kind == "exact" and quiet and not context.backs(hit.owner) else "loose"
