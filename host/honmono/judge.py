"""Mail → verdict: runs the rules in order, each on its subject. A rule that crashes becomes a visible finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from . import rules
from .catalogue import Catalogue
from .context import Context
from .faults import print_fault
from .finding import Finding
from .hostnames import OWNED, Host
from .imitation import Hit, hits_in
from .knowledge.load import Knowledge
from .link import WEB, Link
from .mail import Mail, Sender
from .policy import GENUINE, UNKNOWN, level_of, worst
from .rules import Check

_MEMO_SIZE = 2048  # hosts
_MOST_SURROUNDINGS = 8


class Place(NamedTuple):
    """A host as the page speaks of it: the registrable domain (the name where there is none), the whole in Unicode, its
    owner's name, and whether a person can trust it."""

    domain: str | None
    display: str
    owner: str | None
    trustable: bool


NOWHERE = Place(None, "", None, False)


class Judged(NamedTuple):
    """A subject with what was found on it. `said`: where it is remembered, room for what replies write of it."""

    level: str
    findings: tuple[Finding, ...]
    place: Place
    said: list[str] | None = None


class Verdict(NamedTuple):
    """The judgement of one mail; `links` in the order of the mail's."""

    level: str
    mail: Mail
    sender: Judged
    links: tuple[Judged, ...]
    findings: tuple[Finding, ...]


class _Known(NamedTuple):
    """What hosts showed in mails whose surroundings are alike, by host name."""

    hosts: dict[str, tuple[Finding, ...]]
    targets: dict[str, Judged]  # of links to web pages there


class Judge:
    """Remembers between mails what hosts show: a mail, and the next one, name the same ones again and again."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.catalogue = Catalogue(knowledge)
        self._hits: dict[str, tuple[Hit, ...]] = {}
        self._known: dict[tuple[Any, ...], _Known] = {}

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
        known = self._known_in(context)
        if sender_trusted:
            sender = Judged(GENUINE, (), self._place(mail.sender.host, context))
        else:
            sender = self._judge_sender(mail.sender, context, known)
        for host in mail.hosts:  # all of them first: the same code again and again is a tenth faster than in turn
            self.hits(host)
        links = tuple([self._judge_link(link, context, trust, known) for link in mail.links])
        findings = tuple(_run(rules.MAIL_RULES, mail, context))
        level = worst([sender.level, *[link.level for link in links], level_of(findings, True)])
        return Verdict(level, mail, sender, links, findings)

    def _known_in(self, context: Context) -> _Known:
        """What is known of hosts in mails like this one. Bounded, for a host runs as long as its browser."""
        known = self._known.get(context.for_hosts)
        if known is None:
            if len(self._known) >= _MOST_SURROUNDINGS:
                self._known.clear()
            known = self._known[context.for_hosts] = _Known({}, {})
        elif len(known.hosts) + len(known.targets) >= _MEMO_SIZE:
            known.hosts.clear()
            known.targets.clear()
        return known

    def _judge_sender(self, sender: Sender, context: Context, known: _Known) -> Judged:
        findings = _run(rules.SENDER_RULES, sender, context)
        if sender.host is not None:
            findings += self._judge_host(sender.host, context, known)
        level = level_of(findings, self._is_genuine(sender.host))
        return Judged(level, tuple(findings), self._place(sender.host, context))

    def _judge_link(self, link: Link, context: Context, trust: Trust, known: _Known) -> Judged:
        host = link.host
        if trust.domains and self._trusts(host, trust):
            target, own = Judged(GENUINE, (), self._place(host, context)), []
        else:
            is_web = link.traits & WEB
            found = known.targets.get(host.name) if host is not None and is_web else None
            target = found or self._judge_target(host, bool(is_web), context, known)
            checks = rules.link_rules(link.traits)
            own = _run(checks, link, context) if checks else []
        inner = link.inner
        beyond = () if inner is None or self._trusts(inner, trust) else self._judge_host(inner, context, known)
        if not own and not beyond:
            return target
        level = worst([target.level, level_of([*own, *beyond], True)])
        return Judged(level, (*own, *target.findings, *beyond), target.place)

    def _trusts(self, host: Host | None, trust: Trust) -> bool:
        """This person trusts the host's registrable domain, and nobody else gets a page or an address there."""
        return bool(trust.domains) and host is not None and trust.domain(host) and self.catalogue.stands_for_one(host)

    def _judge_target(self, host: Host | None, is_web: bool, context: Context, known: _Known) -> Judged:
        """What a link's host shows, whatever else the link is."""
        if host is None:
            return Judged(UNKNOWN, (), NOWHERE)
        elsewhere = _run(rules.TARGET_RULES, host, context) if is_web else ()
        findings = (*elsewhere, *self._run_host_rules(host, context))
        level = level_of(findings, self._is_genuine(host))
        judged = Judged(level, findings, self._place(host, context), [] if is_web else None)
        if is_web:
            known.targets[host.name] = judged
        return judged

    def _judge_host(self, host: Host, context: Context, known: _Known) -> tuple[Finding, ...]:
        """What a sender's host shows, or one inside another address."""
        found = known.hosts.get(host.name)
        if found is None:
            found = known.hosts[host.name] = self._run_host_rules(host, context)
        return found

    def _run_host_rules(self, host: Host, context: Context) -> tuple[Finding, ...]:
        brands = _run(rules.BRAND_RULES, host, context) if self.hits(host) else ()
        return (*brands, *_run(rules.PLAIN_HOST_RULES if host.is_plain else rules.HOST_RULES, host, context))

    def _place(self, host: Host | None, context: Context) -> Place:
        if host is None:
            return NOWHERE
        catalogue = self.catalogue
        owner = catalogue.owner_of(host)
        name = catalogue.name_for(owner, context.mail.locale) if owner else None
        trustable = owner is None and catalogue.stands_for_one(host)
        return Place(host.registrable or host.name, host.unicode, name, trustable)

    def _is_genuine(self, host: Host | None) -> bool:
        """It is an owner's and shows nobody else's pages."""
        if host is None or not host.domain_bits & OWNED:
            return False
        return self.catalogue.owner_writing_from(host) is not None and not self.catalogue.carries_others(host)


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
