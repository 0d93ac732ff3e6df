"""A verdict in words for a terminal (English; the page's words are the extension's locales)."""

from __future__ import annotations

from typing import Any

from .policy import CAUTION, DANGER, WEAK

_HEADS = {
    "danger": "DANGER",
    "caution": "CAUTION",
    "unknown": "nothing found",
    "genuine": "genuine",
    "unchecked": "NOT CHECKED",
}

_WORST = (DANGER, CAUTION, WEAK)

SENTENCES = {
    "homoglyph_host": "{domain} only looks like {brand}: {odd}. The genuine address is {genuine}.",
    "mixed_script_host": "{domain} mixes letters of {scripts}: {odd}.",
    "odd_characters_host": "{domain} is spelt with characters that pass for others: {odd}.",
    "typo_host": "{domain} is one slip away from {brand}. The genuine address is {genuine}.",
    "brand_in_subdomain": "“{part}” stands in front, but the site is {domain}. {brand} is at {genuine}.",
    "brand_in_host": "{domain} holds the name “{part}”, but is not {brand}'s. The genuine address is {genuine}.",
    "brand_other_suffix": "{domain} is not {brand}'s address. The genuine address is {genuine}.",
    "ip_address_host": "The link goes to a bare number, {domain}.",
    "text_host_mismatch": "The link shows {shown} and goes to {domain}.",
    "text_brand_mismatch": "The link speaks of {brand} and goes to {domain}. The genuine address is {genuine}.",
    "userinfo_in_url": "The address begins with “{shown}”, but it opens {domain}.",
    "risky_scheme": "The link is no web page ({scheme}:).",
    "hidden_characters": "Invisible characters in the sender's name or the subject: {odd}.",
    "insecure_http": "The connection would not be encrypted (http).",
    "unreadable_link": "The address cannot be read.",
    "sender_brand_mismatch": "The name says {brand}, the address belongs to {domain}. The genuine one is {genuine}.",
    "sender_name_address_mismatch": "The sender's name shows {shown}, the address belongs to {domain}.",
    "homoglyph_text": "“{word}” is not “{plain}”: {odd}.",
    "pressure_language": "The mail presses: “{phrase}”.",
    "brand_by_telephone": "The mail speaks as {brand} and asks you to call {number}. The genuine address is {genuine}.",
    "brand_links_elsewhere": "The mail speaks as {brand}, but leads to {domain}. The genuine address is {genuine}.",
    "brand_on_shared_host": "Anybody gets an address like {domain}; it names {brand}, who is at {genuine}.",
    "page_on_shared_host": "Anybody can put a page at an address like {domain}: it does not say who made this one.",
    "suffix_in_subdomain": "The address begins as if it were under .{shown}, but the site is {domain}.",
    "dynamic_dns_host": "{domain} is a name that anybody's computer gets at once, without registration.",
    "link_shortener": "{domain} is a short address that does not say where it goes.",
    "open_redirect": "{domain} sends on to {shown}.",
    "opaque_wrapper": "{domain} stands in front of the link and does not say where it goes.",
    "unusual_port": "The link uses an unusual port, {port}.",
    "abused_suffix": "Much fraud is registered under .{suffix}.",
    "sender_freemail_brand": "The name says {brand}, but {domain} gives anybody an address; {brand} is at {genuine}.",
    "unreadable_sender": "The sender's address cannot exist: {shown}.",
    "rule_failed": "The check {rule} failed; the rest was checked.",
}


def report(title: str, mail: dict[str, Any], verdict: dict[str, Any]) -> str:
    """Some lines of text: the verdict, the sender, each link that has something to say, the mail as a whole."""
    lines = [f"{_HEADS[verdict['level']]}  {title}"]
    if verdict["level"] == "unchecked":
        return "\n".join([*lines, f"  {verdict['code']} {verdict['params']}"])
    sender = mail.get("sender") or {}
    if sender.get("name") or sender.get("address"):
        lines.append(
            f"  sender  {_tidy(sender.get('name') or '')} <{_tidy(sender.get('address') or 'address not shown')}>"
        )
        lines += _reasons(verdict["sender"]["findings"])
    quiet = 0
    for link in verdict["links"]:
        if link["level"] in ("unknown", "genuine") and len(verdict["links"]) > 1:
            quiet += 1
            continue
        owner = f" ({link['owner']})" if link["owner"] else ""
        lines.append(f"  link    {_HEADS[link['level']]}: {_tidy(link['display'] or link['target'])}{owner}")
        lines += _reasons(link["findings"])
    if quiet:
        lines.append(f"  links   {quiet} more, nothing found")
    if verdict["findings"]:
        lines.append("  mail")
        lines += _reasons(verdict["findings"])
    return "\n".join(lines)


def _reasons(findings: list[dict[str, Any]]) -> list[str]:
    """The worst first; of these what is wrong with the very link, before what is true of all."""
    ordered = sorted(findings, key=lambda one: (_WORST.index(one["severity"]), one["rule"] == "brand_links_elsewhere"))
    return [f"    - {sentence(finding)}" for finding in ordered]


def sentence(finding: dict[str, Any]) -> str:
    """One finding in one sentence."""
    params = {name: _words(value) for name, value in finding["params"].items()}
    try:
        return SENTENCES[finding["rule"]].format_map(params)
    except KeyError:
        return f"{finding['rule']} {params}"


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_letter(entry) if isinstance(entry, dict) else str(entry) for entry in value)
    return _tidy(str(value))


def _letter(entry: dict[str, str]) -> str:
    like = f" for {entry['like']}" if entry["like"] else ""
    return f"{entry['char'] if entry['char'].isprintable() else ''} {entry['code']} {entry['name']}{like}".strip()


def _tidy(text: str) -> str:
    """Without controls that a terminal would obey, or that turn the direction of text."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
