"""Something stands in front of an @ in the address, so that the address begins like another one.

Why: https://amazon.co.jp@evil.icu/ opens evil.icu; what precedes the @ is a user name that nobody asked for. Danger
when it reads as an address; a plain name and password (from people who write down how they log in) is caution; the
account in a clone address of a known owner's host, as Bitbucket and Azure DevOps give them out, is weak.

Flags:
    https://amazon.co.jp@evil.icu/            # a brand's address as the user name
    https://www.paypal.com:secure@evil.icu/   # with a password
    http://a.example%2Flogin@evil.icu/        # escaped
    http://user:secret@files.example.com/     # a plain name: caution
    https://taro@bitbucket.org/team/work.git  # a clone address: weak
Passes:
    https://evil.icu/@amazon                  # an @ in the path
    https://example.com/?mail=a@example.org   # in the query
    mailto:info@example.com                   # mail
    ftp://anonymous@ftp.example.org/          # an ordinary user name of a file server
    https://medium.com/@writer/post           # a profile
    git@github.com:team/work.git              # no URL at all
    ssh://git@github.com/team/work.git        # an ordinary user name there
"""

from __future__ import annotations

from collections.abc import Iterator

from ..claims import claims_in
from ..context import Context
from ..finding import Finding
from ..hostnames import Host
from ..link import UNUSUAL_FORM, Link

NEEDS = UNUSUAL_FORM


def check(link: Link, context: Context) -> Iterator[Finding]:
    url = link.url
    if url and url.userinfo and url.host and url.scheme in ("http", "https"):
        grade = "" if "." in url.userinfo or "%" in url.userinfo else "plain"
        if grade and _is_account(url.userinfo, url.host, context):
            grade = "account"
        yield Finding("userinfo_in_url", {"shown": url.userinfo, "domain": url.host.shown}, grade)


def _is_account(userinfo: str, host: Host, context: Context) -> bool:
    """A bare user name on a known owner's host, and not another owner's name: paypal@docs.google.com is no account."""
    owner = context.catalogue.owner_of(host)
    if owner is None or ":" in userinfo:
        return False
    claims = claims_in(userinfo, context.catalogue, whole=True)
    return all(context.catalogue.same_family(claim.owner, owner) for claim in claims)
