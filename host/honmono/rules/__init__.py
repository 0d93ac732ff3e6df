"""The rules, in the order in which they run and are shown: an explicit list, no discovery.

Each module is one rule, named by its wire id, with one function `check(subject, context)` that yields findings, and
`Flags:` / `Passes:` examples in its docstring that run as tests (tests/test_rule_examples.py says how they are read).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from types import ModuleType
from typing import Any

from ..finding import Finding
from . import (
    abused_suffix,
    brand_by_telephone,
    brand_in_host,
    brand_in_subdomain,
    brand_links_elsewhere,
    brand_on_shared_host,
    brand_other_suffix,
    dynamic_dns_host,
    hidden_characters,
    homoglyph_host,
    homoglyph_text,
    insecure_http,
    ip_address_host,
    link_shortener,
    mixed_script_host,
    odd_characters_host,
    opaque_wrapper,
    open_redirect,
    page_on_shared_host,
    pressure_language,
    risky_scheme,
    sender_brand_mismatch,
    sender_freemail_brand,
    sender_name_address_mismatch,
    suffix_in_subdomain,
    text_brand_mismatch,
    text_host_mismatch,
    typo_host,
    unreadable_link,
    unreadable_sender,
    unusual_port,
    userinfo_in_url,
)

Check = Callable[[Any, Any], Iterable[Finding]]


def _checks(*modules: ModuleType) -> tuple[tuple[str, Check], ...]:
    return tuple((module.__name__.rpartition(".")[2], module.check) for module in modules)


# Run only where imitation.py found a brand's name in the host.
BRAND_RULES = _checks(
    homoglyph_host,
    brand_in_subdomain,
    brand_in_host,
    brand_on_shared_host,
    brand_other_suffix,
    typo_host,
)
HOST_RULES = _checks(
    suffix_in_subdomain,
    mixed_script_host,
    odd_characters_host,
    ip_address_host,
    dynamic_dns_host,
    abused_suffix,
)
# What is left of them for a plain host.
PLAIN_HOST_RULES = _checks(suffix_in_subdomain, ip_address_host)
LINK_RULES = (
    *_checks(
        risky_scheme,
        unreadable_link,
        userinfo_in_url,
        text_host_mismatch,
        text_brand_mismatch,
        page_on_shared_host,
        link_shortener,
        open_redirect,
        opaque_wrapper,
        unusual_port,
        insecure_http,
    ),
)
# On the host to which a link to a web page leads.
TARGET_RULES = (("brand_links_elsewhere", brand_links_elsewhere.check_target),)
# Each says in NEEDS which traits of a link make it speak; most links have few of them.
_NEEDS = {rule: vars(sys.modules[check.__module__])["NEEDS"] for rule, check in LINK_RULES}


@lru_cache(maxsize=256)
def link_rules(traits: int) -> tuple[tuple[str, Check], ...]:
    """The link rules that may have something to say about a link with these traits."""
    return tuple((rule, check) for rule, check in LINK_RULES if _NEEDS[rule] & traits)


SENDER_RULES = _checks(sender_brand_mismatch, sender_freemail_brand, sender_name_address_mismatch, unreadable_sender)
MAIL_RULES = _checks(brand_links_elsewhere, brand_by_telephone, homoglyph_text, hidden_characters, pressure_language)

RULE_IDS = (
    *dict.fromkeys(
        rule for rule, _ in (*SENDER_RULES, *LINK_RULES, *TARGET_RULES, *BRAND_RULES, *HOST_RULES, *MAIL_RULES)
    ),
    "rule_failed",
)
