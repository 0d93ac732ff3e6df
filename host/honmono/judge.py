"""Mail → verdict: runs the rules in order, each on its subject. A rule that crashes becomes a visible finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
from .mail import Mail, Sender, language_of
from .policy import level_of, worst
from .pressure import find_pressure
from .redirects import embedded_host
from .speaking import speaking_as

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
        self._host_findings: dict[tuple[Any, ...], tuple[Finding, ...]] = {}

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
        catalogue = self.catalogue
        pressure = find_pressure(f"{mail.subject}\n{mail.text}", catalogue.knowledge.phrases)
        speaking = speaking_as(mail, bool(pressure), catalogue)
        home = speaking is not None and any(
            link.host is not None and catalogue.belongs_to(link.host, speaking.owner) for link in mail.links
        )
        context = Context(catalogue, mail, pressure, speaking, home, language_of(mail), self.hits)
        sender = self._judge_sender(mail.sender, context, trust)
        links = tuple(self._judge_link(link, context, trust) for link in mail.links)
        findings = () if trust.sender(mail.sender) else tuple(_run(rules.MAIL_RULES, mail, context))
        level = worst([sender.level, *(link.level for link in links), level_of(findings, True)])
        return Verdict(level, mail, sender, links, findings)

    def _judge_sender(self, sender: Sender, context: Context, trust: Trust) -> Judged:
        if trust.sender(sender):
            return Judged(level_of((), True), ())
        findings = list(_run(rules.SENDER_RULES, sender, context))
        if sender.host is not None and not trust.domain(sender.host):
            findings += self._judge_host(sender.host, context)
        genuine = sender.host is not None and (trust.domain(sender.host) or self._is_genuine(sender.host))
        return Judged(level_of(findings, genuine), tuple(findings))

    def _judge_link(self, link: Link, context: Context, trust: Trust) -> Judged:
        host = link.host
        if host is not None and trust.domain(host):
            return Judged(level_of((), True), ())
        findings = list(_run(rules.LINK_RULES, link, context))
        if host is not None:
            for each in (host, embedded_host(link, context.knowledge)):
                if each is not None and not trust.domain(each):
                    findings += self._judge_host(each, context)
        return Judged(level_of(findings, host is not None and self._is_genuine(host)), tuple(findings))

    def _judge_host(self, host: Host, context: Context) -> tuple[Finding, ...]:
        """The host rules' findings, remembered: a mail, and the next one, name the same hosts again and again."""
        key = (host.name, *context.for_hosts)
        found = self._host_findings.get(key)
        if found is None:
            if len(self._host_findings) >= _MEMO_SIZE:
                self._host_findings.clear()
            found = self._host_findings[key] = tuple(_run(rules.HOST_RULES, host, context))
        return found

    def _is_genuine(self, host: Host) -> bool:
        catalogue = self.catalogue
        lent = catalogue.carries_others(host) or catalogue.lends_addresses(host)
        return catalogue.owner_of(host) is not None and not lent


class Trust(NamedTuple):
    """What this person trusts: exact registrable domains and exact sender addresses, lower case."""

    domains: frozenset[str] = frozenset()
    senders: frozenset[str] = frozenset()

    def domain(self, host: Host) -> bool:
        return host.registrable in self.domains

    def sender(self, sender: Sender) -> bool:
        return sender.address.lower() in self.senders


def _run(
    checks: Iterable[tuple[str, Callable[[Any, Context], Iterable[Finding]]]], subject: Any, context: Context
) -> Iterator[Finding]:
    for rule, check in checks:
        try:
            yield from check(subject, context)
        except Exception:  # a fault in one rule must neither hide the others nor pass as "nothing found"
            print_fault()
            yield Finding("rule_failed", {"rule": rule})
