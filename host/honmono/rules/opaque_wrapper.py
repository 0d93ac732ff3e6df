"""A checking service stands in front of the link, and its address does not say where it goes.

Why: Mimecast and the like write their own addresses into mail; what is behind cannot be read offline. Said, not held
against anybody (weak). Search engines and social networks give such an address to whoever asks: in a mail that
presses, from a sender that is not known, it hides the target as a short address does (caution).

Flags:
    https://protect-eu.mimecast.com/s/abcDEF?domain=example.com      # opaque by design
    https://www.google.com/url?sa=t                                  # a wrapper without its target
    https://www.linkedin.com/slink?code=abcDEF                       # LinkedIn's own tables say where to
Passes:
    https://www.google.com/url?q=https%3A%2F%2Fexample.com%2F        # readable
    https://mimecast.com.evil.example/s/abc                          # only begins like one
    https://www.linkedin.com/in/slink                                # a person's page
    https://example.com/                                             # no wrapper
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Finding
from ..link import OPAQUE, Link
from ..wrappers import is_redirector

NEEDS = OPAQUE


def check(link: Link, context: Context) -> Iterator[Finding]:
    if link.opaque and link.url:
        hides = context.pressure and not context.known_sender and is_redirector(link.url, context.knowledge)
        yield Finding("opaque_wrapper", {"domain": link.opaque}, "pressing" if hides else "")
