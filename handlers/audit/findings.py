"""Looking at every rule, telling what is broken once, and once more what is mended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from handlers.audit.clocks import Jobs, Sweep
from handlers.audit.queues import Inbox, Outbox
from handlers.audit.rule import Breach, Rule
from handlers.audit.tickets import CardOfTicket, NextStep, TicketOfCard
from handlers.times_of_day import lasting
from storage import audit, outbox, people
from storage.message import Channel, Outbound, Priority
from storage.models import Depot, Finding

RULES: Final[Sequence[Rule]] = (NextStep(), CardOfTicket(), TicketOfCard(), Inbox(), Outbox(), Sweep(), Jobs())
QUIET_BEFORE_MENDED: Final = timedelta(minutes=2)
"""A rule that breaks every other minute is not mended in between, and is not told each time."""
UNHEALTHY_AFTER: Final = timedelta(minutes=5)
"""What mends itself sooner is not worth waking anybody outside."""


def look(session: Session, now: datetime, rules: Sequence[Rule] = RULES) -> list[Breach]:
    """Everything that does not hold. Only reads."""
    return [breach for rule in rules for breach in rule.breaches(session, now)]


def keep(session: Session, now: datetime, breaches: Sequence[Breach], rules: Sequence[Rule] = RULES) -> None:
    """Writes down what was found, and tells the dispatchers what is new in it and what is mended."""
    known = {(finding.rule, finding.depot_code): finding for finding in audit.open_findings(session)}
    mends = {rule.name: rule for rule in rules}
    for breach in breaches:
        _found(session, now, breach, mends[breach.rule], known.get((breach.rule, breach.depot)))
    broken = {(breach.rule, breach.depot) for breach in breaches}
    for place, finding in known.items():
        if place not in broken and now - finding.seen_at >= QUIET_BEFORE_MENDED:
            _mended(session, now, finding, mends.get(finding.rule))
    session.flush()


def broken_for_long(session: Session, now: datetime) -> list[str]:
    """The names of the rules that have been broken for longer than five minutes."""
    long = (finding.rule for finding in audit.open_findings(session) if now - finding.since > UNHEALTHY_AFTER)
    return list(dict.fromkeys(long))


def _found(session: Session, now: datetime, breach: Breach, rule: Rule, known: Finding | None) -> None:
    is_news = known is None or not breach.concerned <= set(known.told)
    if known is None:
        known = Finding(rule=breach.rule, depot_code=breach.depot, told=[], since=now)
        session.add(known)
    known.what, known.seen_at = breach.what, now
    if is_news:
        known.posted_at = now
        known.told = sorted({*known.told, *breach.concerned})
        _post(session, now, breach.rule, breach.depot, f"{breach.what} {rule.mend}", breach.ticket_id)


def _mended(session: Session, now: datetime, finding: Finding, rule: Rule | None) -> None:
    finding.mended_at = now
    holds = rule.holds if rule is not None else finding.rule
    text = f"Mended after {lasting(now - finding.since)}: {holds}."
    _post(session, now, finding.rule, finding.depot_code, text)


def _post(
    session: Session, now: datetime, rule: str, depot_code: str, text: str, ticket_id: int | None = None
) -> None:
    depot = _depot(session, depot_code)
    if depot is None:
        return
    extra = {} if ticket_id is None else {"link_to_ticket": ticket_id}
    post = Outbound(Channel.SLACK, depot.slack_dispatch, text, extra=extra)
    conversation = f"slack:audit:{rule}:{depot.code}"
    outbox.put(session, post, now, conversation=conversation, priority=Priority.DESK)


def _depot(session: Session, code: str) -> Depot | None:
    """The depot of that code; the first one for what is about none."""
    found = session.get(Depot, code) if code else None
    return found or next(iter(people.depots(session)), None)
