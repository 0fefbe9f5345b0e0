"""Handing a driver's question to the desk, and saying so."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.desk import deeds
from handlers.knowledge import notes_told
from handlers.promises.service_level import DeskRules
from handlers.promises.ticket_clock import TicketClock
from handlers.readable_intents import readable_intent
from handlers.turn import Turn
from storage import routes, tickets, transcript
from storage.message import Channel, InboundKind
from storage.models import Driver, NoteKind, Stop, Ticket, Urgency

ASKED_TOO = "asked_too"
"""The event that a message asked for a second thing as well; its detail names the intent."""

AT_THE_DOOR = frozenset(
    {
        "ask_gate_code",
        "ask_access",
        "ask_contact",
        "ask_leave_rule",
        "ask_proof_rule",
        "failed_attempt",
        "report_bad_address",
        "report_refused",
    }
)
"""What a driver asks while standing at somebody's door."""

WITH_FIRST_ADVICE = frozenset(
    {
        "ask_leave_rule",
        "ask_proof_rule",
        "ask_return",
        "failed_attempt",
        "report_bad_address",
        "report_damage",
        "report_delay",
        "report_extra_parcel",
        "report_refused",
        "report_theft",
        "report_vehicle",
    }
)
"""What the bot has a line of advice for that is right whatever the person decides."""


ABOUT_RULES = frozenset({"ask_leave_rule", "ask_proof_rule", "failed_attempt"})
"""What the rules of an address may answer; a person decides all the same."""


def hand_over(turn: Turn, intent: str, stop: Stop | None = None, key: str = "handed_over") -> Ticket:
    """Makes the message a ticket and tells the driver with the template `key`."""
    ticket = open_ticket(turn, intent, stop)
    tell_who_is_on_it(turn, ticket, key, stop=stop)
    return ticket


def advise_and_hand_over(turn: Turn, intent: str, stop: Stop | None = None) -> Ticket:
    """The same, with the line of advice that the intent is known to need."""
    ticket = open_ticket(turn, intent, stop)
    advice = turn.text(f"advice_{intent}") if intent in WITH_FIRST_ADVICE else ""
    rules = notes_told.told(turn, stop, NoteKind.RULE) if stop is not None and intent in ABOUT_RULES else []
    if rules:
        advice = f"{turn.text('known_rules', rules=rules)} {advice}".strip()
    tell_who_is_on_it(turn, ticket, "handed_over", advice=advice, stop=stop)
    return ticket


def tell_who_is_on_it(turn: Turn, ticket: Ticket, key: str, advice: str = "", stop: Stop | None = None) -> None:
    """Says that a person reads it: by name where somebody has the ticket already."""
    owner = ticket.owner.first_name if ticket.owner else ""
    if key == "handed_over" and key in turn.said:
        key = "handed_over_too"
    turn.say(
        key,
        ticket_id=ticket.id,
        advice=advice,
        stop=stop.number if stop else None,
        owner=owner,
        usually=usually(turn, ticket) if key == "handed_over" else "",
    )


def usually(turn: Turn, ticket: Ticket) -> str:
    """How long it usually takes at this hour, in words; empty where that is not known or cannot be reckoned with.

    In an emergency no time is told, nor while the desk is closed: then somebody else is called.
    """
    is_open = turn.company.desk.hours_of(ticket.depot_code).is_open(turn.now)
    if ticket.urgency is Urgency.EMERGENCY or not is_open:
        return ""
    return turn.company.usual_waits.in_words(turn.session, turn.driver.depot, turn.now)


def open_ticket(
    turn: Turn,
    intent: str,
    stop: Stop | None = None,
    *,
    question: str = "",
    urgency: Urgency | None = None,
    asked_customer: bool = False,
) -> Ticket:
    """Makes the message a ticket of this driver's; the caller says so."""
    turn.files_are_shown = True
    is_further = turn.was_handed_over
    turn.was_handed_over = True
    ticket = deeds.open_ticket(
        turn.session,
        turn.now,
        conversation=turn.conversation.key,
        depot_code=turn.driver.depot_code,
        question=further_question(turn, intent, stop) if is_further else question or what_was_written(turn),
        intent=intent,
        confidence=turn.reading.confidence if turn.reading else None,
        driver=turn.driver,
        stop=stop,
        urgency=urgency or (Urgency.AT_THE_DOOR if intent in AT_THE_DOOR else Urgency.NORMAL),
        asked_customer=asked_customer,
        inbound=None if is_further else turn.inbound,
        rules=turn.company.desk,
    )
    transcript.got_by_a_person(turn.session, turn.message_id, ticket.id)
    if is_further and ticket.opened_at == turn.now:
        tickets.note_event(turn.session, ticket, ASKED_TOO, turn.now, detail=intent)
    return ticket


def pass_on(turn: Turn, ticket: Ticket, text: str | None = None) -> None:
    """Shows the desk what the asker has written; if the desk waited for that, the ticket's clock runs again."""
    inbound = turn.inbound
    written = inbound.text if text is None else text
    deeds.add_to_thread(turn.session, turn.now, ticket, written, inbound.files, inbound.location)
    turn.files_are_shown = True
    transcript.got_by_a_person(turn.session, turn.message_id, ticket.id)
    if TicketClock(turn.session, ticket, turn.company.desk).asked(turn.now):
        deeds.redraw(turn.session, turn.now, ticket)


def further_question(turn: Turn, intent: str, stop: Stop | None = None) -> str:
    """The second request of a message, for a desk that has the whole of it before its eyes."""
    place = f", stop {stop.number}" if stop else ""
    part = turn.reading.text if turn.reading else ""
    return f"Also: {readable_intent(intent)}{place}" + (f': "{part}"' if part != turn.inbound.text else "")


def blocked(session: Session, now: datetime, driver: Driver, rules: DeskRules) -> Ticket | None:
    """Has a driver called who blocked the bot while somebody waits for that driver's word, or the other way."""
    conversation = f"{Channel.TELEGRAM.value}:{driver.telegram_chat}"
    line = f"{driver.name} has blocked the bot: call."
    ticket = tickets.unresolved(session, conversation)
    if ticket is not None:
        deeds.add_to_thread(session, now, ticket, line)
        return ticket
    today = now.astimezone(ZoneInfo(driver.depot.timezone)).date()
    route = routes.route_of(session, driver.id, today)
    if route is None or all(stop.state not in routes.UNFINISHED for stop in route.stops):
        return None
    return deeds.open_ticket(
        session,
        now,
        conversation=conversation,
        depot_code=driver.depot_code,
        question=line,
        intent="undeliverable",
        driver=driver,
        urgency=Urgency.AT_THE_DOOR,
        rules=rules,
    )


def what_was_written(turn: Turn) -> str:
    """The message as the desk should read it, whatever it consists of."""
    inbound = turn.inbound
    if turn.question:
        return turn.question
    if inbound.text:
        return inbound.text
    if inbound.kind is InboundKind.PRESS:
        return turn.reading.text if turn.reading else "(pressed a button)"
    if inbound.location is not None:
        return "(a location)"
    return " ".join(f"({file.kind})" for file in inbound.files) or "(an empty message)"
