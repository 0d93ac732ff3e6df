"""Mail → verdict: runs the rules in order, each on its subject. A rule that crashes becomes a visible finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from . import rules
from .catalogue import Catalogue
from .context import Context
from .faults import print_fault
from .finding import Finding
from .hostnames import Host
from .imitation import Hit, hits_in
from .knowledge.load import Knowledge
from .link import Link
from .mail import Mail, Sender
from .policy import GENUINE, level_of, worst
from .redirects import embedded_host
from .rules import Check

_MEMO_SIZE = 4096


class Judged(NamedTuple):
    """A subject with what was found on it."""

    level: str
    findings: tuple[Finding, ...]


class Verdict(NamedTuple):
    """The judgement of one mail; `links` in the order of the mail's."""

    level: str
    mail: Mail
    sender: Judged
    links: tuple[Judged, ...]
    findings: tuple[Finding, ...]


class Judge:
    """Remembers between mails what is costly: the brand names found inside hosts."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.catalogue = Catalogue(knowledge)
        self._hits: dict[str, tuple[Hit, ...]] = {}
        self._host_findings: dict[tuple[Any, ...], list[Finding]] = {}

    def hits(self, host: Host) -> tuple[Hit, ...]:
        """imitation.hits_in, remembered by host name."""
        found = self._hits.get(host.name)
        if found is None:
            if len(self._hits) >= _MEMO_SIZE:
                self._hits.clear()
            found = self._hits[host.name] = hits_in(host, self.catalogue)
        return found

    def judge(self, mail: Mail, trust: Trust) -> Verdict:
        """Judge one mail. Never raises for anything that a mail may hold."""
        sender_trusted = trust.sender(mail.sender) or self._trusts(mail.sender.host, trust)
        context = Context(mail, self.catalogue, self.hits, sender_trusted)
        sender = Judged(GENUINE, ()) if sender_trusted else self._judge_sender(mail.sender, context)
        links = tuple([self._judge_link(link, context, trust) for link in mail.links])
        findings = tuple(_run(rules.MAIL_RULES, mail, context))
        level = worst([sender.level, *[link.level for link in links], level_of(findings, True)])
        return Verdict(level, mail, sender, links, findings)

    def _judge_sender(self, sender: Sender, context: Context) -> Judged:
        findings = _run(rules.SENDER_RULES, sender, context)
        if sender.host is not None:
            findings += self._judge_host(sender.host, context)
        return Judged(level_of(findings, self._is_genuine(sender.host)), tuple(findings))

    def _judge_link(self, link: Link, context: Context, trust: Trust) -> Judged:
        host = link.host
        trusted = self._trusts(host, trust)
        checks = rules.PLAIN_LINK_RULES if link.is_plain else rules.LINK_RULES
        findings = [] if trusted else _run(checks, link, context)
        if host is not None and not trusted:
            findings += self._judge_host(host, context)
        inner = embedded_host(link, context.knowledge)
        if inner is not None and not self._trusts(inner, trust):
            findings += self._judge_host(inner, context)
        return Judged(level_of(findings, trusted or self._is_genuine(host)), tuple(findings))

    def _trusts(self, host: Host | None, trust: Trust) -> bool:
        """This person trusts the host's registrable domain, and nobody else gets a page or an address there."""
        return host is not None and trust.domain(host) and self.catalogue.stands_for_one(host)

    def _judge_host(self, host: Host, context: Context) -> list[Finding]:
        """The host rules' findings, remembered: a mail, and the next one, name the same hosts again and again."""
        key = (host.name, context.for_hosts)
        found = self._host_findings.get(key)
        if found is None:
            if len(self._host_findings) >= _MEMO_SIZE:
                self._host_findings.clear()
            found = _run(rules.BRAND_RULES, host, context) if self.hits(host) else []
            found += _run(rules.HOST_RULES, host, context)
            self._host_findings[key] = found
        return found

    def _is_genuine(self, host: Host | None) -> bool:
        """It is an owner's and shows nobody else's pages."""
        catalogue = self.catalogue
        return catalogue.owner_writing_from(host) is not None and not (host and catalogue.carries_others(host))


class Trust(NamedTuple):
    """What this person trusts: exact registrable domains and exact sender addresses, lower case."""

    domains: frozenset[str] = frozenset()
    senders: frozenset[str] = frozenset()

    def domain(self, host: Host) -> bool:
        return host.registrable in self.domains

    def sender(self, sender: Sender) -> bool:
        return sender.address.lower() in self.senders


def _run(checks: Iterable[tuple[str, Check]], subject: Any, context: Context) -> list[Finding]:
    found: list[Finding] = []
    for rule, check in checks:
        try:
            found.extend(check(subject, context))
        except Exception:  # a fault in one rule must neither hide the others nor pass as "nothing found"
            print_fault()
            found.append(Finding("rule_failed", {"rule": rule}))
    return found
