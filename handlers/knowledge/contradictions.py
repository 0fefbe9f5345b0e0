"""Notes that are contradicted again and again: a person finds out what is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.desk.tickets import open_ticket
from handlers.promises.service_level import DeskRules
from storage import access_notes, addresses, tickets
from storage.models import Address, NoteReport, NoteVerdict

INTENT = "contradictory_notes"
"""What the ticket is about; the bot opens it by itself."""
TWICE = 2
LATELY = timedelta(days=30)
CORRECTIONS = (NoteVerdict.CORRECTED, NoteVerdict.WITHDRAWN)
MOST_NAMED = 6


def look_at(session: Session, now: datetime, rules: DeskRules, address_id: int) -> bool:
    """Puts the address to a person if what is known of it has been contradicted twice; once for each such row."""
    said = _since_last_questioned(access_notes.reports(session, address_id))
    contradicting = _contradicting(said, now)
    address = addresses.get(session, address_id)
    if not contradicting or address is None:
        return False
    conversation = f"slack:address:{address_id}"
    if tickets.unresolved(session, conversation) is not None:
        return False
    stop = addresses.latest_stop(session, address_id)
    access_notes.report(session, contradicting[-1].note, NoteVerdict.QUESTIONED, now, "Doorstep")
    open_ticket(
        session,
        now,
        conversation=conversation,
        depot_code=address.depot_code,
        question=_question(address, contradicting),
        intent=INTENT,
        stop=stop,
        rules=rules,
    )
    return True


def _since_last_questioned(reports: Sequence[NoteReport]) -> Sequence[NoteReport]:
    places = [place for place, report in enumerate(reports) if report.verdict is NoteVerdict.QUESTIONED]
    return reports[places[-1] + 1 :] if places else reports


def _contradicting(reports: Sequence[NoteReport], now: datetime) -> Sequence[NoteReport]:
    """The reports that make it plain that something is wrong; none while one of them may be a slip."""
    lately = [report for report in reports if report.at >= now - LATELY]
    for found in (
        _by_two_drivers(reports),
        _once_each(lately, _is_failure, lambda report: (report.note_id, report.author)),
        _once_each(lately, _is_correction, lambda report: report.id),
    ):
        if len(found) >= TWICE:
            return found
    return []


def _by_two_drivers(reports: Sequence[NoteReport]) -> Sequence[NoteReport]:
    """Failures of a note that had worked, however long ago, each by another driver."""
    failures = _once_each(
        reports,
        lambda report: _is_failure(report) and _had_worked(report),
        lambda report: (report.note_id, report.driver_id or report.author),
    )
    times = Counter(report.note_id for report in failures)
    return [report for report in failures if times[report.note_id] >= TWICE]


def _once_each(
    reports: Iterable[NoteReport],
    counts: Callable[[NoteReport], bool],
    key: Callable[[NoteReport], object],
) -> Sequence[NoteReport]:
    return list({key(report): report for report in reports if counts(report)}.values())


def _is_failure(report: NoteReport) -> bool:
    return report.verdict is NoteVerdict.FAILED


def _is_correction(report: NoteReport) -> bool:
    return report.verdict in CORRECTIONS


def _had_worked(report: NoteReport) -> bool:
    first = report.note.first_worked_at
    return first is not None and first < report.at


def _question(address: Address, reports: Sequence[NoteReport]) -> str:
    """What is in doubt, without any code: the card stands in a channel."""
    words = ", ".join(dict.fromkeys(_said(report) for report in reports[-MOST_NAMED:]))
    return (
        f"What is known of {address.short} is contradictory: {words}. "
        f"Please find out what is true; /desk address {address.short} shows and corrects it."
    )


def _said(report: NoteReport) -> str:
    kind = report.note.kind.value
    verb = {NoteVerdict.CORRECTED: "corrected", NoteVerdict.WITHDRAWN: "withdrew"}.get(report.verdict)
    if verb is not None:
        return f"{report.author} {verb} the {kind} note"
    return f"the {kind} from {report.note.author} failed for {report.author}"
