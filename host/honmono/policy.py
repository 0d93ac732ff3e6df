"""How bad each finding is: one screen. Facts are in rules/, words in the extension's locales.

Measured precision of each rule: rules/README.md. Weak findings are shown but raise nothing, alone or together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .finding import Finding

DANGER, CAUTION, WEAK = "danger", "caution", "weak"
GENUINE, UNKNOWN = "genuine", "unknown"

SEVERITY = {
    # rule, or rule.grade where one kind of its evidence weighs differently
    "homoglyph_host": DANGER,
    "mixed_script_host": DANGER,
    "odd_characters_host": CAUTION,
    "odd_characters_host.slip": WEAK,
    "suffix_in_subdomain": CAUTION,
    "suffix_in_subdomain.brand": DANGER,
    "dynamic_dns_host": CAUTION,
    "typo_host": CAUTION,
    "brand_in_subdomain": DANGER,
    "brand_in_subdomain.word": CAUTION,
    "brand_in_host": DANGER,
    "brand_in_host.lure": CAUTION,
    "brand_in_host.loose": WEAK,
    "brand_on_shared_host": DANGER,
    "brand_on_shared_host.loose": CAUTION,
    "brand_on_shared_host.plain": WEAK,
    "brand_other_suffix": DANGER,
    "brand_other_suffix.plain": CAUTION,
    "brand_other_suffix.country": WEAK,
    "ip_address_host": CAUTION,
    "ip_address_host.resolver": WEAK,
    "abused_suffix": WEAK,
    "text_host_mismatch": CAUTION,
    "text_host_mismatch.owner": DANGER,
    "text_host_mismatch.counted": WEAK,
    "text_brand_mismatch": CAUTION,
    "text_brand_mismatch.counted": WEAK,
    "userinfo_in_url": DANGER,
    "userinfo_in_url.plain": CAUTION,
    "userinfo_in_url.account": WEAK,
    "risky_scheme": DANGER,
    "risky_scheme.opens": CAUTION,
    "risky_scheme.idle": WEAK,
    "hidden_characters": CAUTION,
    "page_on_shared_host": CAUTION,
    "page_on_shared_host.file_store": CAUTION,
    "link_shortener": WEAK,
    "link_shortener.pressing": CAUTION,
    "open_redirect": WEAK,
    "opaque_wrapper": WEAK,
    "opaque_wrapper.pressing": CAUTION,
    "unusual_port": WEAK,
    "insecure_http": WEAK,
    "unreadable_link": CAUTION,
    "unreadable_link.slip": WEAK,
    "sender_brand_mismatch": DANGER,
    "sender_brand_mismatch.loose": CAUTION,
    "sender_freemail_brand": CAUTION,
    "sender_name_address_mismatch": CAUTION,
    "unreadable_sender": CAUTION,
    "homoglyph_text": CAUTION,
    "homoglyph_text.brand": DANGER,
    "pressure_language": WEAK,
    "brand_links_elsewhere": DANGER,
    "brand_links_elsewhere.throwaway": DANGER,
    "brand_links_elsewhere.forged": CAUTION,
    "brand_links_elsewhere.unaddressed": CAUTION,
    "brand_links_elsewhere.loose": CAUTION,
    "brand_links_elsewhere.subject": CAUTION,
    "brand_links_elsewhere.text": CAUTION,
    "brand_by_telephone": CAUTION,
    "rule_failed": CAUTION,
}

_RANK = {GENUINE: 0, UNKNOWN: 1, CAUTION: 2, DANGER: 3}


def severity(finding: Finding) -> str:
    """`danger`, `caution` or `weak`."""
    graded = SEVERITY.get(f"{finding.rule}.{finding.grade}") if finding.grade else None
    return graded or SEVERITY[finding.rule]


def level_of(findings: Sequence[Finding], genuine: bool) -> str:
    """The level of a link or a sender. `genuine`: it belongs to a known owner, or this person trusts it."""
    level = GENUINE if genuine else UNKNOWN
    for finding in findings:
        found = severity(finding)
        if found == DANGER:
            return DANGER
        if found == CAUTION:
            level = CAUTION
    return level


def worst(levels: Iterable[str]) -> str:
    """The level of the whole: its worst part; `unknown` for nothing at all."""
    return max(levels, key=_RANK.__getitem__, default=UNKNOWN)
