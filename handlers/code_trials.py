"""Whether a code opened: what the driver says of it, and what follows."""

from __future__ import annotations

import re
from datetime import timedelta

from handlers import access, which_stop
from handlers.desk import deeds
from handlers.knowledge import contradictions
from handlers.turn import Turn
from handlers.which_stop import Found
from intents.normalise import plain_words
from intents.reading import Reading
from storage import access_notes, routes, tickets
from storage.access_notes import key_presses
from storage.models import AccessNote, Stop, StopState

DID_NOT_WORK = re.compile(
    r"\b(?:not|no|doesnt|dont|didnt|isnt|aint|wont|cant|never)\s+(?:\w+\s+)?"
    r"(?:work\w*|open\w*|good|valid|sirv\w+|funcion\w+|jal\w+|abr\w+)\b"
    r"|\b(?:wrong|bad|old|invalid|expired)\s+(?:gate\s+|door\s+)?code\b"
    r"|\b(?:codigo|clave)\s+(?:\w+\s+)?(?:mal\w*|equivocad\w+|incorrect\w+|viej\w+|invalid\w+)\b"
)
WORKED = re.compile(
    r"^(?:it |that |the code |code |yes |yep |si |ya |el codigo |ok )*"
    r"(?:worked|works|opened|im in|i am in|got in|funciono|sirvio|jalo|abrio|entre|ya entre|funciona|sirve)\b"
)
CODE = re.compile(
    r"\b(?:codes?|pin|gates?|door|callbox|keypad|lockbox|codigo|clave|porton|puerta|reja|caja|teclado)\b"
)
IT_DID_NOT = re.compile(
    r"^(?:(?:no|nope|sorry|it|that|this|one|still|hey|bro|ese|esa|eso|este|tampoco|todavia|pues|que) )*?"
    rf"(?:{DID_NOT_WORK.pattern})"
)
"""The same, where the sentence is about nothing but what was told last."""
ASKS = re.compile(
    r"\b(?:need|want|whats|what is|give|send|cual|necesito|ocupo|quiero|dame|deme|mandame|pasame|tienes)\b"
)
REMEMBERED = timedelta(minutes=30)
NAMED_REMEMBERED = timedelta(hours=12)
"""How long after a code was told "the code does not work" speaks of it; longer where the stop is named."""


def worked(turn: Turn, stop: Stop, note: AccessNote) -> None:
    """The driver got in."""
    ticket = tickets.unresolved(turn.session, turn.conversation.key)
    if note.failed_at is not None and ticket is not None:
        line = f"The driver got in at stop {stop.number} with the code that was said to fail."
        deeds.add_to_thread(turn.session, turn.now, ticket, line)
    access_notes.worked(turn.session, note, turn.now, turn.driver.name, turn.driver)
    turn.forget()
    turn.say("code_worked", stop=stop.number)


def failed(turn: Turn, found: Found, note: AccessNote) -> None:
    """The driver did not get in: the code is never offered again, and a new one is looked for."""
    was_known = note.failed_at is not None
    access_notes.failed(turn.session, note, turn.now, turn.driver.name, turn.driver)
    contradictions.look_at(turn.session, turn.now, turn.company.desk, note.address_id)
    if was_known and tickets.unresolved(turn.session, turn.conversation.key) is not None:
        turn.say("code_failure_known", where=which_stop.aloud(turn, found))
        return
    turn.forget()
    if found.stop.state is StopState.DELIVERED:
        turn.say("code_failed_afterwards", where=which_stop.aloud(turn, found))
    else:
        access.want(turn, found, failed=True)


def reported(turn: Turn) -> bool:
    """Takes back the code of which the driver writes, in whatever words, that it does not open."""
    reading = turn.reading
    if reading is None or not says_a_code_failed(reading.text) or ASKS.search(plain_words(reading.text)):
        return False
    meant = _told_lately(turn, reading) or _known_anyway(turn, reading)
    if meant is None:
        return False
    failed(turn, Found(meant[0]), meant[1])
    return True


def says_it_worked(text: str) -> bool:
    """Whether a bare answer says that the code opened."""
    words = plain_words(text)
    return WORKED.search(words) is not None and DID_NOT_WORK.search(words) is None


def says_it_did_not_work(text: str) -> bool:
    """Whether the answer to "did it open?" says that it did not."""
    return says_a_code_failed(text) or IT_DID_NOT.match(plain_words(text)) is not None


def says_a_code_failed(text: str) -> bool:
    """Whether a text says that a code, or the gate it is for, does not work."""
    words = plain_words(text)
    return DID_NOT_WORK.search(words) is not None and CODE.search(words) is not None


def _told_lately(turn: Turn, reading: Reading) -> tuple[Stop, AccessNote] | None:
    """The code that the bot told this driver last, if nothing speaks for another one."""
    named = which_stop.find_named(turn)
    if named is None and (reading.every("stop") or reading.every("address")):
        return None
    since = turn.now - (NAMED_REMEMBERED if named is not None else REMEMBERED)
    told = access_notes.last_told(turn.session, turn.driver.id, since, named.id if named is not None else None)
    if told is None or told.note_id is None:
        return None
    note = access_notes.get(turn.session, told.note_id)
    stop = routes.stop_on_route(turn.session, told.stop_id, turn.driver.id, turn.today)
    if note is None or stop is None or stop.state is StopState.DELIVERED:
        return None
    has_worked_since = note.worked_at is not None and note.worked_at >= told.at
    tried = reading.every("code")
    return None if has_worked_since or (tried and not _is_one_of(note, tried)) else (stop, note)


def _known_anyway(turn: Turn, reading: Reading) -> tuple[Stop, AccessNote] | None:
    """The code in use, where the driver writes it out: it was learnt elsewhere."""
    stop = which_stop.find_quietly(turn, by_position=True)
    if stop is None or stop.state is StopState.DELIVERED:
        return None
    note = access_notes.current_code(turn.session, stop.address_id, turn.now)
    return (stop, note) if note is not None and _is_one_of(note, reading.every("code")) else None


def _is_one_of(note: AccessNote, codes: tuple[str, ...]) -> bool:
    return key_presses(note.text) in {key_presses(code) for code in codes}
