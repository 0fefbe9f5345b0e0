"""The card: one message in Slack that shows how a ticket stands, and what can be done about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote

from bot.slack_desk.marks import aside, context, escaped, fitted, plain, quoted, section, shortened
from handlers.desk.card_content import CardView
from handlers.desk.card_context import CardContext
from storage.models import TicketState, Urgency

Json = dict[str, Any]

ALARM = "EMERGENCY"
MAP = "https://www.google.com/maps?q="
LONGEST_HEADER = 150
LONGEST_SECTION = 3000
LONGEST_MESSAGE = 160
LONGEST_QUESTION = 4096
LONGEST_IN_BRIEF = 150

TAKE = "ticket_take"
RESOLVE = "ticket_resolve"
DISPATCH = "ticket_dispatch"
SAVE_CODE = "ticket_save_code"
WRONG_INTENT = "ticket_wrong_intent"
REPLY = "ticket_reply"
ASK_CUSTOMER = "ticket_ask_customer"
MORE = "ticket_more"

TICKET_BLOCK = "ticket:"
"""An entry of the menu says what to do; the block in which it stands says to which ticket."""

NOTHING_AROUND = CardContext()
LANGUAGES = {"en": "English", "es": "Spanish"}


def card_blocks(view: CardView, now: datetime, around: CardContext = NOTHING_AROUND) -> tuple[list[Json], str]:
    """The card's blocks, and the line that notifications and old clients show instead."""
    if view.is_resolved:
        return _resolved(view, now), f"Resolved: {headline(view)}"
    blocks = [
        _header(view),
        section(fitted(_facts(view, around), LONGEST_SECTION)),
        quoted(shortened(view.question, LONGEST_QUESTION)),
        context(" · ".join(_standing(view))),
        *_around(around),
        _buttons(view),
    ]
    alarm = f"{ALARM}: " if _is_emergency(view) else ""
    return blocks, f"{alarm}{headline(view)}: {_safe(view.question)}"


def since(moment: datetime) -> str:
    """A point in time that Slack itself shows as "5 minutes ago", true whenever it is looked at."""
    return f"<!date^{int(moment.timestamp())}^{{ago}}|{moment:%Y-%m-%d %H:%M} UTC>"


def at(moment: datetime) -> str:
    """A time of day, which Slack shows in the reader's own zone."""
    return f"<!date^{int(moment.timestamp())}^{{time}}|{moment:%H:%M} UTC>"


def day(moment: datetime) -> str:
    """A day, which Slack shows as "today", "yesterday" or by its date."""
    return f"<!date^{int(moment.timestamp())}^{{date_short_pretty}}|{moment:%Y-%m-%d}>"


def headline(view: CardView) -> str:
    """What is asked, by whom, for which stop: one line."""
    return ", ".join(_safe(part) for part in (view.title, view.asker, view.stop_line) if part)


def _resolved(view: CardView, now: datetime) -> list[Json]:
    place = "".join(f" · {_safe(line)}" for line in (view.stop_line, view.address_line) if line)
    by = f" by {_safe(view.resolved_by)}" if view.resolved_by else ""
    return [
        section(f":white_check_mark: *{_safe(view.title)}* · {_safe(view.asker)}{place}"),
        quoted(shortened(view.question, LONGEST_IN_BRIEF)),
        context(f"Resolved{by} {since(view.resolved_at or now)} · ticket {view.ticket_id}"),
    ]


def _header(view: CardView) -> Json:
    title = f"🚨 {_alarming(view)}" if _is_emergency(view) else view.title
    return {"type": "header", "text": plain(shortened(f"{title} · {view.asker}", LONGEST_HEADER))}


def _alarming(view: CardView) -> str:
    return ALARM if view.title.upper() == ALARM else f"{ALARM}: {view.title}"


def _is_emergency(view: CardView) -> bool:
    return view.urgency is Urgency.EMERGENCY


def _facts(view: CardView, around: CardContext) -> list[str]:
    stop = " · ".join(_safe(line) for line in (view.stop_line, view.address_line) if line)
    lines = (
        _asks(view),
        f":round_pushpin: {stop}{_map(around)}" if stop else "",
        f":clock3: {_safe(view.window_line)}" if view.window_line else "",
        f":calendar: *Wants:* {_safe(view.wish_line)}" if view.wish_line else "",
        _call(view),
        ":door: *Waits at the door.*" if view.urgency is Urgency.AT_THE_DOOR else "",
        _texted(view),
        ":key: A code is known." if around.code_is_known else "",
        *(f":memo: {_safe(known)}" for known in around.known),
    )
    return [line for line in lines if line]


def _call(view: CardView) -> str:
    phone = _safe(view.phone)
    number = f"<tel:{phone}|{phone}>" if phone else ""
    if _is_emergency(view):
        return f":telephone_receiver: *Call now:* {number or 'no number is known'}"
    return f":telephone_receiver: Call {number}" if number else ""


def _texted(view: CardView) -> str:
    if not view.asked_customer:
        return ""
    if view.customer_wants_no_texts:
        return ":no_bell: The customer wants no texts. Call instead, if it matters."
    return ":speech_balloon: The customer has been texted, too."


def _map(around: CardContext) -> str:
    if not around.map_query:
        return ""
    return f" · <{MAP}{quote(shortened(around.map_query, LONGEST_IN_BRIEF), safe=',')}|Map>"


def _around(around: CardContext) -> list[Json]:
    """The last call for somebody, and what was said before: quiet, below everything else."""
    said = [f"{author}: {text}" for author, text in around.messages]
    lines = [shortened(" ".join(line.split()), LONGEST_MESSAGE) for line in said]
    blocks = [context(f"↳ {_safe(around.step_line)}")] if around.step_line else []
    return [*blocks, aside(fitted(lines, LONGEST_SECTION))] if lines else blocks


def _asks(view: CardView) -> str:
    if not view.has_asker:
        return ":memo: Nobody waits for an answer to this."
    role = ":house: Customer" if view.is_customer else ":truck: Driver"
    return f"{role} · writes {_safe(LANGUAGES.get(view.language, view.language))}"


def _standing(view: CardView) -> list[str]:
    lines = (
        _clock(view),
        _owner(view),
        f"{'asked' if view.has_asker else 'opened'} {since(view.opened_at)}",
        f"read as {_safe(view.intent_line)}" if view.has_asker else "",
        f"ticket {view.ticket_id}",
    )
    return [line for line in lines if line]


def _clock(view: CardView) -> str:
    """How the promise stands: an answer is due, or late, or the desk itself waits."""
    if not view.is_awaited and not view.has_asker:
        return ""
    if not view.is_awaited:
        return f"waits for the {'customer' if view.is_customer else 'driver'}"
    if view.answer_due_at is None:
        return ""
    if view.answer_is_late:
        return f":alarm_clock: late since {at(view.answer_due_at)}"
    return f"answer due {at(view.answer_due_at)}"


def _owner(view: CardView) -> str:
    if view.state is TicketState.TAKEN:
        return f"*{_safe(view.owner)} has it*"
    return "*with dispatch, nobody has it yet*" if view.with_dispatch else "*nobody has it yet*"


def _safe(text: str) -> str:
    return escaped(shortened(" ".join(text.split()), LONGEST_IN_BRIEF))


def ticket_of(block_id: str) -> int:
    """The ticket that the pressed buttons belong to."""
    return int(block_id.removeprefix(TICKET_BLOCK))


def _buttons(view: CardView) -> Json:
    elements: list[Json] = []
    if view.state is TicketState.OPEN:
        elements.append(_button("Take", TAKE, style="primary"))
    if view.is_customer:
        elements.append(_button("Reply", REPLY))
    elements += [_button("Resolve", RESOLVE), *_more(view)]
    return {"type": "actions", "block_id": f"{TICKET_BLOCK}{view.ticket_id}", "elements": elements}


def _button(label: str, action: str, style: str | None = None) -> Json:
    button: Json = {"type": "button", "text": plain(label), "action_id": action}
    return button if style is None else {**button, "style": style}


def _more(view: CardView) -> list[Json]:
    """What is needed now and then stays out of the way; Slack takes no menu without an entry."""
    entries = [
        ("Reply", REPLY) if view.has_asker and not view.is_customer else None,
        ("Ask the customer", ASK_CUSTOMER) if view.can_ask_customer else None,
        ("Save as code", SAVE_CODE) if view.can_save_code else None,
        None if view.with_dispatch else ("To dispatcher", DISPATCH),
        ("Wrong intent", WRONG_INTENT) if view.has_asker else None,
    ]
    options = [{"text": plain(entry[0]), "value": entry[1]} for entry in entries if entry]
    return [{"type": "overflow", "action_id": MORE, "options": options}] if options else []
