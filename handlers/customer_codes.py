"""A code that a customer texts: kept for the address, and on its way to the driver who waits for it."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from handlers import access
from handlers.asking_customers import expect_code, stops_asked_about
from handlers.desk import deeds, found_codes
from handlers.texting import text_customer
from handlers.turn import Turn
from handlers.which_stop import Found
from intents.reading import Action
from storage import access_notes, routes, tickets, transcript
from storage.message import Channel, Inbound
from storage.models import AccessNote, Driver, NoteKind, Stop, Ticket, TicketEvent

QUESTIONS = ("opened", "added")
"""The events of a ticket that are questions."""
LONGEST_QUOTE = 300


def brings_a_code(turn: Turn) -> bool:
    """Whether the text gives a code: plainly, or as the answer to being asked for one."""
    reading = turn.reading
    if reading is None or reading.first("code") is None:
        return False
    asked = bool(stops_asked_about(turn.conversation, turn.now))
    return asked or (reading.intent == "give_access_code" and reading.action is Action.ANSWER)


def take(turn: Turn) -> bool:
    """Keeps the code and passes it on; False when nobody can tell where it belongs, or it is known to fail."""
    assert turn.reading is not None
    stops = _meant(turn)
    codes = dict.fromkeys(turn.reading.every("code"))
    working = [code for code in codes if not any(_has_failed(turn, stop, code) for stop in stops)]
    addresses = {stop.address_id for stop in stops}
    if len(addresses) != 1:
        return False
    if not working:
        _tell_that_it_failed(turn, stops)
        return False
    code = ", ".join(working)
    note = access_notes.add(
        turn.session, addresses.pop(), NoteKind.CODE, code, author="customer", source="customer", now=turn.now
    )
    turn.forget()
    for stop in stops:
        _pass_on(turn, stop, note)
    return True


def known_to_fail(turn: Turn) -> str:
    """What the desk should know of the codes in the text that failed before; empty where none did."""
    assert turn.reading is not None
    stops, codes = _meant(turn), dict.fromkeys(turn.reading.every("code"))
    pairs = [(code, stop) for stop in stops for code in codes if _has_failed(turn, stop, code)]
    return "\n".join(found_codes.failed_before(code, stop) for code, stop in pairs)


def is_known_to_fail_only(turn: Turn) -> bool:
    """Whether the text gives nothing but codes that failed at the customer's stops before."""
    assert turn.reading is not None
    stops, codes = _meant(turn), turn.reading.every("code")
    return all(any(_has_failed(turn, stop, code) for stop in stops) for code in codes)


def ask_for_another(turn: Turn) -> None:
    """Tells the customer that the code did not open; what is answered is read as a code again."""
    if text_customer(turn, turn.customer, "sms_code_failed"):
        for stop in _meant(turn):
            expect_code(turn.conversation, turn.now, stop)


def open_stops(turn: Turn) -> list[Stop]:
    """The customer's stops of today or later that are not done."""
    yesterday = (turn.now - timedelta(days=1)).date()
    stops = routes.open_stops_of_customer(turn.session, turn.customer.id, yesterday)
    return [stop for stop in stops if stop.route.date >= _today_at(turn, stop)]


def _meant(turn: Turn) -> list[Stop]:
    stops = open_stops(turn)
    asked = stops_asked_about(turn.conversation, turn.now)
    return [stop for stop in stops if stop.id in asked] if asked else stops


def _has_failed(turn: Turn, stop: Stop, code: str) -> bool:
    return access_notes.has_failed(turn.session, stop.address_id, code)


def _today_at(turn: Turn, stop: Stop) -> date:
    return turn.now.astimezone(ZoneInfo(stop.route.depot.timezone)).date()


def _pass_on(turn: Turn, stop: Stop, note: AccessNote) -> None:
    driver = stop.route.driver
    ticket = _waiting_ticket(turn, stop, driver)
    if driver is None or ticket is None:
        return
    events = tickets.events_since_opening(turn.session, ticket.id)
    about_it = [event for event in events if event.detail == str(stop.id)]
    wanted = [event for event in about_it if event.kind == found_codes.WANTED]
    awaited = [event for event in about_it if event.kind in (found_codes.WANTED, found_codes.ASKED)]
    if not awaited:
        return
    if found_codes.was_given(events, stop, since=awaited[-1]):
        _tell_thread(turn, ticket, stop, "The customer has texted a code for stop {}; it is kept.")
        return
    if wanted and _was_all_it_asked(events, wanted):
        _tell_thread(turn, ticket, stop, "The customer texted the code for stop {}; the driver has it.")
        deeds.close(turn.session, turn.now, ticket, "Doorstep")
    else:
        _tell_thread(
            turn, ticket, stop, "The customer texted the code for stop {}; the driver has it. The rest is open."
        )
    quote = turn.inbound.text.strip()
    may_be_quoted = len(quote) > len(note.text) + 2 and not known_to_fail(turn)
    wrote = quote[:LONGEST_QUOTE] if may_be_quoted else ""
    access.give(_turn_of(turn, driver), Found(stop), note, "code_from_customer", wrote=wrote)


def _tell_that_it_failed(turn: Turn, stops: list[Stop]) -> None:
    for stop in stops:
        ticket = _waiting_ticket(turn, stop, stop.route.driver)
        if ticket is not None:
            text = "The customer has texted the code that failed at stop {} before; it is not kept."
            _tell_thread(turn, ticket, stop, text)


def _waiting_ticket(turn: Turn, stop: Stop, driver: Driver | None) -> Ticket | None:
    """The ticket of the driver whose stop it is today: nobody else may be told."""
    if driver is None or driver.telegram_chat is None or stop.route.date != _today_at(turn, stop):
        return None
    return tickets.unresolved(turn.session, _conversation_of(driver))


def _was_all_it_asked(events: list[TicketEvent], wanted: list[TicketEvent]) -> bool:
    questions = sum(event.kind in QUESTIONS for event in events)
    return questions == len(wanted)


def _tell_thread(turn: Turn, ticket: Ticket, stop: Stop, text: str) -> None:
    deeds.add_to_thread(turn.session, turn.now, ticket, text.format(stop.number))


def _turn_of(turn: Turn, driver: Driver) -> Turn:
    """The driver's side of it: a turn in the driver's own conversation."""
    key = _conversation_of(driver)
    return Turn(
        session=turn.session,
        now=turn.now,
        company=turn.company,
        inbound=Inbound(Channel.TELEGRAM, key, sender="", message_id=""),
        conversation=transcript.conversation(turn.session, key, driver.language),
        speaker=driver,
    )


def _conversation_of(driver: Driver) -> str:
    return f"{Channel.TELEGRAM.value}:{driver.telegram_chat}"
