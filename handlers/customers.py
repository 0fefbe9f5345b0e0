"""What the bot does with a customer's text: consent first, codes to the waiting driver, the rest to the desk."""

from __future__ import annotations

from handlers import consent, customer_answers, customer_codes, handing_over, unwanted_texts
from handlers.asking_customers import expect_answer
from handlers.desk import deeds
from handlers.desk.delivery_reports import depot_of
from handlers.texting import basic, text_customer
from handlers.turn import Turn
from intents.contract import EMERGENCY, OUT_OF_SCOPE
from intents.reading import Action, Reading
from storage import tickets, transcript
from storage.message import InboundKind, Priority
from storage.models import Direction, Ticket, Urgency

TAKES_NO_TEXTS = "the number wants or takes no texts, and there is nothing for the desk in it"


def answer(turn: Turn) -> None:
    """Answers a customer's turn."""
    if turn.inbound.kind is not InboundKind.MESSAGE:
        turn.ignored = "not a text"
        return
    reading = turn.reading
    if reading is not None and reading.intent == EMERGENCY:
        _emergency(turn)
    elif consent.is_about_consent(turn):
        _consent(turn)
    elif reading is not None and reading.also:
        _two_requests(turn, reading)
    else:
        _one_request(turn)


def hand_over(turn: Turn, intent: str, key: str, urgency: Urgency = Urgency.NORMAL) -> Ticket | None:
    """Makes the text a ticket; the customer is told `key`, if any, when it is a new one."""
    customer = turn.customer
    depot = depot_of(turn.session, None, customer)
    if depot is None:
        turn.ignored = "there is no depot whose desk could read it"
        return None
    is_new = tickets.unresolved(turn.session, turn.conversation.key) is None
    stops = customer_codes.open_stops(turn)
    is_further = turn.was_handed_over
    turn.was_handed_over = True
    written = handing_over.what_was_written(turn)
    ticket = deeds.open_ticket(
        turn.session,
        turn.now,
        conversation=turn.conversation.key,
        depot_code=depot.code,
        question=handing_over.further_question(turn, intent) if is_further else written,
        intent=intent,
        confidence=turn.reading.confidence if turn.reading else None,
        customer=customer,
        stop=stops[0] if len(stops) == 1 else None,
        urgency=urgency,
        inbound=None if is_further else turn.inbound,
        rules=turn.company.desk,
    )
    transcript.got_by_a_person(turn.session, turn.message_id, ticket.id)
    if is_further and ticket.opened_at == turn.now:
        tickets.note_event(turn.session, ticket, handing_over.ASKED_TOO, turn.now, detail=intent)
    if is_new and key:
        text_customer(turn, customer, key, ticket_id=ticket.id)
    return ticket


def _two_requests(turn: Turn, reading: Reading) -> None:
    """The code first: a driver may be waiting for it. Who has the conversation in hand reads the text once."""
    is_owned = deeds.owned_ticket(turn.session, turn.conversation.key) is not None
    code_first = sorted(reading.requests(), key=lambda part: part.first("code") is None)
    for part in code_first[:1] if is_owned else code_first:
        turn.reading = part
        _one_request(turn)


def _one_request(turn: Turn) -> None:
    if customer_codes.brings_a_code(turn):
        _code(turn)
    else:
        _everything_else(turn)


def _emergency(turn: Turn) -> None:
    text_customer(turn, turn.customer, "sms_emergency", priority=Priority.EMERGENCY)
    hand_over(turn, EMERGENCY, "", Urgency.EMERGENCY)


def _consent(turn: Turn) -> None:
    wish = consent.wish(turn)
    ticket = tickets.unresolved(turn.session, turn.conversation.key)
    asking = customer_answers.asking_ticket(turn)
    if asking is not None:
        customer_answers.show(turn, asking)
    if ticket is not None:
        handing_over.pass_on(turn, ticket, handing_over.what_was_written(turn))
    if wish == consent.HELP:
        text_customer(turn, turn.customer, "sms_help", help_phone=turn.company.help_phone)
    elif wish == "opt_in":
        consent.opt_in(turn)
    else:
        consent.opt_out(turn)
        unwanted_texts.tell_desk(turn)
        if wish == "wrong_number" and ticket is None:
            hand_over(turn, "wrong_number", "sms_passed_on")
            return
    if ticket is None and not turn.said:
        turn.ignored = TAKES_NO_TEXTS


def _code(turn: Turn) -> None:
    """Takes the code even where a person owns the conversation: a driver may be waiting for it."""
    owned = deeds.owned_ticket(turn.session, turn.conversation.key)
    if owned is not None:
        handing_over.pass_on(turn, owned)
    failed = customer_codes.known_to_fail(turn)
    asking = customer_answers.asking_ticket(turn)
    taken = customer_codes.take(turn)
    if asking is not None:
        customer_answers.show(turn, asking, code_is_kept=taken)
        # The next text ("and the side door is open") belongs to the same ticket.
        expect_answer(turn.conversation, turn.now, asking)
    ticket = owned
    if owned is None and taken:
        text_customer(turn, turn.customer, "sms_code_thanks")
    elif owned is None:
        fails = customer_codes.is_known_to_fail_only(turn)
        ticket = hand_over(turn, "give_access_code", "" if fails else "sms_passed_on")
        if fails and not _was_said_lately(turn, "sms_code_failed"):
            customer_codes.ask_for_another(turn)
    if failed and ticket is not None:
        deeds.add_to_thread(turn.session, turn.now, ticket, failed)


def _everything_else(turn: Turn) -> None:
    reading = turn.reading
    owned = deeds.owned_ticket(turn.session, turn.conversation.key)
    asking = customer_answers.asking_ticket(turn)
    if asking is not None:
        customer_answers.show(turn, asking)
    if owned is not None:
        handing_over.pass_on(turn, owned)
    elif asking is not None and customer_answers.is_no_more_than_an_answer(turn):
        return
    elif reading is not None and reading.intent == "thanks" and _may_be_thanked_back(turn):
        if not text_customer(turn, turn.customer, "sms_welcome"):
            turn.ignored = TAKES_NO_TEXTS
    else:
        hand_over(turn, reading.intent if reading is not None else OUT_OF_SCOPE, "sms_passed_on")


def _may_be_thanked_back(turn: Turn) -> bool:
    """Once only: an answering machine that thanks must not be thanked for ever."""
    reading = turn.reading
    if reading is None or reading.action is not Action.ANSWER or turn.customer.opted_out_at is not None:
        return False
    return not _was_said_lately(turn, "sms_welcome")


def _was_said_lately(turn: Turn, key: str) -> bool:
    before = transcript.latest(turn.session, turn.conversation.key, 10)
    said = [message.text for message in before if message.direction is Direction.OUT]
    return basic(turn.text(key)) in said
