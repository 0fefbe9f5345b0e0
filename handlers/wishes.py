"""The wish for a day and a time as it was written, taken apart; which day that is, the calendar tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from intents.entities.draft import Draft
from intents.entities.times import times
from intents.normalise import plain_words
from intents.reading import Language

LEAD: Final = 2
"""Words before a time that may belong to it."""
VALUE: Final = re.compile(r"(?P<day>.*?)\s*(?P<window>\d\d:\d\d-\d\d:\d\d|\d\d:\d\d-|-\d\d:\d\d|\d\d:\d\d)?")
THE_EVENING: Final = "18:00-21:00"
TODAY: Final = re.compile(
    r"\b(?:today|2day|hoy|tonight|this\s+(?:morning|afternoon|evening)|esta\s+(?:manana|tarde|noche))\b"
)
TONIGHT: Final = re.compile(r"\b(?:tonight|(?:esta|hoy\s+en\s+la)\s+noche)\b")
IS_EXACT: Final = re.compile(
    r"\d\s*:\s*\d|\b1[3-9]\b|\b2[0-4]\b|\d\s*[ap](?:\.?m)?\b|\b(?:morning|afternoon|evening|night|noon|mid-?day|"
    r"manana|tarde|noche|medio\s*dia)\b"
)
"""Words by which an hour is plainly one of the morning or one of the evening."""
BEFORE: Final = re.compile(r"\b(?:before|by|until|till?|antes|hasta)\b")
AFTER: Final = re.compile(r"\b(?:after|past|from|despues|desde|partir)\b")
HOLIDAY: Final = re.compile(
    r"\b(?:thanksgiving|christmas|xmas|new\s*years?|easter|memorial|labor\s+day|independence|fourth\s+of\s+july|"
    r"4th\s+of\s+july|halloween|mothers?\s+day|fathers?\s+day|valentines?|black\s+friday|good\s+friday|presidents|mlk|"
    r"juneteenth|veterans|hanukkah|holidays?|navidad|nochebuena|ano\s+nuevo|nochevieja|reyes|semana\s+santa|"
    r"(?:viernes|jueves)\s+santo|accion\s+de\s+gracias|dia\s+de\s+(?:las\s+madres|la\s+madre|(?:los\s+)?muertos|"
    r"la\s+independencia)|feriados?|festivos?)\b"
)
VAGUE: Final = re.compile(
    r"\b(?:every|any|each|week(?:days?|ends?)?|months?|(?:mon|tues|wednes|thurs|fri|satur|sun)days|mornings|evenings|"
    r"afternoons|nights|cada|cualquier|todos\s+los|todas\s+las|semanas?|mes(?:es)?|los\s+(?:lunes|martes|miercoles|"
    r"jueves|viernes|sabados?|domingos?)|later|soon|sometime|mas\s+tarde|last|pasado\s+(?:lunes|martes|miercoles|"
    r"jueves|viernes|sabado|domingo))\b"
)
REFUSED: Final = re.compile(
    r"\b(?:not|no|isnt|arent|cant|cannot|wont|dont|doesnt|wasnt|never|nunca|except|menos|excepto|tampoco|ni|instead\s+of|"
    r"rather\s+than|en\s+vez\s+de|en\s+lugar\s+de)\b"
)
"""Words after which a day is one that does not suit."""
BREAK: Final = re.compile(
    r"[.,;!?\n]|\b(?:but|pero|sino|can|could|would|please|pls|plz|so|mejor|better|puede[ns]?|podrian?|quiero|quisiera|"
    r"i\s+(?:will|can|want|need))\b"
)
"""Where what is refused ends, and what is wanted begins."""
LIMIT: Final = re.compile(
    r"\b(?:before|by|until|till?|after|since|from|starting|antes|hasta|despues|partir|desde)\b\s*"
    r"(?:\b(?:the|del?|el)\b\s*)*$"
)
"""What makes of a day no more than a limit: "before friday"."""
BARE_RANGE: Final = re.compile(r"^\s*\d{1,2}\s*(?:-|to|a)\s*\d{1,2}\s*$")
NEXT: Final = re.compile(r"\bnext\s*$")
COMING: Final = re.compile(r"\b(?:next|coming|proxim[oa])\s*$")
COMES: Final = re.compile(r"\s*(?:que\s+viene|proxim[oa])\b")


@dataclass(frozen=True)
class Wish:
    """What was written, taken apart."""

    day: str
    """As the entity `time` names it: "friday", "tomorrow", "12-05", "-05"; empty where none was named."""
    window: str
    """ "14:00-16:00", "14:00-", "-16:00", "14:00", or nothing."""
    written: str
    is_next: bool = False
    """Of "next friday": not the one of this week."""
    is_coming: bool = False
    """Where it is today's weekday: the one a week from now."""

    @property
    def is_exact(self) -> bool:
        """Whether the hours are plainly of the morning or of the evening."""
        return not self.window or IS_EXACT.search(plain_words(self.written)) is not None


def only_wish(text: str, language: Language) -> Wish | None:
    """The wish, if there is just one: "friday or saturday" are two, "not today, friday" is one."""
    words = plain_words(text)
    if HOLIDAY.search(words) or VAGUE.search(words):
        return None
    if BARE_RANGE.search(text):
        wish = _joined(_wishes(f"between {text}", language) or [])
        return replace(wish, written=text.strip()) if wish is not None else None
    wishes = _wishes(text, language)
    if wishes is None:
        return None
    wish = _joined(_with_today(wishes, words))
    if wish is not None and wish.day == "today" and not wish.window and TONIGHT.search(words):
        return replace(wish, window=THE_EVENING)
    return wish


def _wishes(text: str, language: Language) -> list[Wish] | None:
    """Every time that is named and suits; None where a day is named as a limit."""
    wishes = []
    for entity in times(Draft(text, language)):
        before, after = plain_words(text[: entity.start]), plain_words(text[entity.end :])
        if _is_refused(before):
            continue
        value = VALUE.fullmatch(entity.value)
        assert value is not None
        if value["day"] and LIMIT.search(before):
            return None
        day = "today" if not value["day"] and TODAY.search(plain_words(entity.text)) else value["day"]
        window = _turned(value["window"] or "", f"{' '.join(before.split()[-LEAD:])} {entity.text}")
        is_next = NEXT.search(before) is not None
        is_coming = bool(COMING.search(before) or COMES.match(after))
        wishes.append(Wish(day, window, entity.text, is_next, is_coming))
    return wishes


def _with_today(wishes: list[Wish], words: str) -> list[Wish]:
    """The same with "today", which is no entity by itself."""
    today = TODAY.search(words)
    if today is None or any(wish.day for wish in wishes) or _is_refused(words[: today.start()]):
        return wishes
    return [Wish("today", "", today[0]), *wishes]


def _is_refused(before: str) -> bool:
    return REFUSED.search(BREAK.split(before)[-1]) is not None


def _turned(window: str, words: str) -> str:
    """An hour as the begin or the end that the words make of it: "before noon"."""
    if not window or "-" in window:
        return window
    plain = plain_words(words)
    return f"-{window}" if BEFORE.search(plain) else f"{window}-" if AFTER.search(plain) else window


def _joined(wishes: list[Wish]) -> Wish | None:
    """One day and one window at most, wherever in the text they stand."""
    days = {wish.day: wish for wish in wishes if wish.day}
    windows = {wish.window: wish for wish in wishes if wish.window}
    if not wishes or len(days) > 1 or len(windows) > 1:
        return None
    on = next(iter(days.values()), wishes[0])
    at = next(iter(windows.values()), on)
    written = on.written if at is on else f"{on.written} {at.written}"
    return replace(on, window=at.window, written=written)
