"""Days and parts of days: "tomorrow", "el viernes", "the 9th", "en la tarde"."""

from __future__ import annotations

import re
from typing import Final

from intents.entities.draft import Draft
from intents.entities.windows import Span

_NAMES: Final = {
    "monday": "monday, mon, lunes",
    "tuesday": "tuesday, tue, tues, martes",
    "wednesday": "wednesday, wed, weds, wensday, miercoles",
    "thursday": "thursday, thu, thur, thurs, jueves",
    "friday": "friday, fri, viernes",
    "saturday": "saturday, sat, satruday, sabado",
    "sunday": "sunday, domingo",
    "today": "today, 2day, hoy, later today, tonight, tonite, esta noche, hoy en la noche, esta tarde, "
    "this afternoon, this evening, this evning, this morning",
    "day after tomorrow": "day after tomorrow, pasado manana",
    "next day": "next day, the next day, day after, the day after, following day, the following day, al otro dia, "
    "dia siguiente",
    "another day": "another day, otro dia",
    "weekend": "weekend, the weekend, this weekend, finde, fin de semana",
    "next week": "next week, la proxima semana, la semana que viene, la otra semana",
}
_DAYS: Final = {name: value for value, names in _NAMES.items() for name in names.split(", ")}
_TOMORROW: Final = r"tom+or+ow|tomoro|tomrow|tomoroww?|tomm?orr?ow|tmm?rr?w|tmr|tmw|2moro|2mrw"
_WEEKDAY: Final = (
    r"monday|tuesday|wednesday|wensday|thursday|friday|saturday|satruday|sunday|mon|tues?|weds?|thu(?:rs?)?|"
    r"fri|lunes|martes|"
    r"miercoles|jueves|viernes|sabado|domingo"
)
_DAY: Final = re.compile(
    r"\b(?:pasado\s+manana|day\s+after\s+tomorrow|la\s+(?:proxima|otra)\s+semana|la\s+semana\s+que\s+viene|"
    r"next\s+week|(?:this|the)\s+weekend|el\s+fin\s+de\s+semana|el\s+finde|later\s+today|hoy\s+en\s+la\s+noche|"
    r"(?:the\s+)?(?:next|following)\s+day|(?:the\s+)?day\s+after(?!\s+tom)|al\s+otro\s+dia|"
    r"el\s+dia\s+siguiente|another\s+day|otro\s+dia|"
    rf"this\s+(?:afternoon|evening|evning|morning)\b|esta\s+(?:noche|tarde)\b|"
    rf"(?<!la )(?<!las )(?:el\s+)?(?:{_WEEKDAY})\b|"
    rf"(?<!la )(?<!las )(?:{_TOMORROW}|manana|today|hoy|2day|tonight|tonite|weekend)\b|(?:tmrw|tomorrow|"
    rf"tonight)(?=s\s))"
)
_SATURDAY: Final = re.compile(
    r"\b(?:on|for|this|next|til|till|until|by|there|is|that|in|again|mejor|shift|or)\s+(?P<day>sat)\b|"
    r"(?P<asked>\bsat)(?=\s*(?:\?|$|morning|afternoon|works|shift|ok))"
)
_TONIGHT: Final = re.compile(r"(?:tonight|tonite|esta\s+noche|hoy\s+en\s+la\s+noche)$")
_THE_NIGHT: Final = "18:00-21:00"
_PARTS: Final[dict[str, str]] = {
    "morning": "08:00-12:00", "manana": "08:00-12:00", "afternoon": "12:00-17:00", "tarde": "12:00-19:00",
    "tardecita": "12:00-19:00", "evening": "17:00-21:00", "evning": "17:00-21:00", "night": "18:00-21:00",
    "noche": "18:00-21:00", "noon": "12:00", "mediodia": "12:00", "midday": "12:00", "medio dia": "12:00",
    "lunch": "12:00", "early": "08:00-12:00", "early morning": "08:00-12:00", "first thing": "08:00-12:00",
    "temprano": "08:00-12:00", "tempranito": "08:00-12:00", "a primera hora": "08:00-12:00",
}  # fmt: skip
_PART: Final = re.compile(
    r"\b(?:(?:por|en|a|de|pa|para)\s+la\s+|(?:de|a)\s+(?=noche|medio)|in\s+the\s+|at\s+|this\s+|the\s+|an\s+|"
    r"al?\s+|ya\s+en\s+la\s+)?"
    r"(?P<part>early\s+morning|morning|afternoon|evening|evning|night|noon|midday|lunch|tarde|tardecita|noche|"
    r"mediodia|medio\s+dia|early|"
    r"first\s+thing|temprano|tempranito|a\s+primera\s+hora)\b|\b(?:por|en|"
    r"de)\s+la\s+(?P<spanish_morning>manana)\b"
)
_GONE: Final = re.compile(r"\b(?:mas|last|yesterday|the\s+other|ayer|anoche|good|buenas?|every|all|dead\s+of)\s*$")
"""Before a part of the day that nothing is asked for."""
_NEEDS_A_DAY: Final = frozenset({"early", "first thing", "temprano", "tempranito", "a primera hora", "lunch"})
_LED: Final = re.compile(
    r"\b(?:before|after|until|till?|by|antes|despues|hasta|make|have|do|mean|like|to|later\s+in)\s+(?:del?\s+|"
    r"el\s+|the\s+)?$"
)
_LIMIT: Final = re.compile(r"\b(?:before|after|until|till?|por|despues\s+del?)\s+$")
_DATE: Final = re.compile(
    r"\b(?:(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s+"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|\s*(?:behind|back|over|late|people|boxes|more|\d))|"
    r"(?:el\s+)?(?P<dia>3[01]|[12]\d|0?[1-9])\s+de\s+(?P<mes>ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|"
    r"dic)[a-z]*)\b(?!:)"
)
_NUMBERED_DATE: Final = re.compile(
    r"\b(?:on|by|for|before|after|until|till?|to|the|el|para|hasta|dia)\s+(?P<date>(?P<first>0?[1-9]|[12]\d|"
    r"3[01])/"
    r"(?P<last>0?[1-9]|[12]\d|3[01])(?:/(?:20)?\d\d)?)\b(?!/)"
)
_NO_DAY: Final = (
    r"(?!\s+(?:floor|stop|one|time|street|st|ave\w*|unit|apt|door|house|building|bldg|gate|delivery|package|"
    r"box|attempt|"
    r"ring|call|level|driver|text|message|grade|piso|de\b))"
)
_DAY_OF_MONTH: Final = re.compile(
    rf"\b(?:the|(?:till?|until|before|after|by)\s+the|for\s+the)\s+(?P<ordinal>[1-9]|[12]\d|3[01])(?:st|nd|rd|"
    rf"th)\b{_NO_DAY}|"
    r"\b(?:el\s+)?dia\s+(?P<dia>[1-9]|[12]\d|3[01])\b(?!\s+de\b)|"
    r"\bel\s+(?P<este>[1-9]|[12]\d|3[01])\s+de\s+este\s+mes\b|"
    r"\b(?:hasta|regres\w+|vuelv\w+|viaj\w+|viaje|traen?|entregar\w*|pa|para|off|mudo|libre|quincena,|desde|"
    r"cobro|off)\s+"
    r"(?P<span>el\s+(?P<el>[1-9]|[12]\d|3[01]))(?=\s*(?:[?.,!]|$)|\s+(?:ya|que|cuando|en\s+la|por\s+la|"
    r"a\s+las|estoy|si|pa)\b)"
)
_TWELVE: Final = 12
_MONTHS: Final = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "ene feb mar abr may jun jul ago sep oct nov dic",
    )
    for number, name in enumerate(names.split(), start=1)
}


def days(draft: Draft) -> list[Span]:
    """The days that are named."""
    found = [(*match.span(), _day(match[0])) for match in draft.find(_DAY)]
    found += [(*match.span(match.lastgroup or 0), "saturday") for match in draft.find(_SATURDAY)]
    found += [(*match.span(), _date(match)) for match in draft.find(_DATE)]
    found += [(*match.span("date"), _numbered_date(match)) for match in draft.find(_NUMBERED_DATE)]
    found += [(*_place(match), _day_of_month(match)) for match in draft.find(_DAY_OF_MONTH)]
    return [span for span in found if span[2]]


def parts(draft: Draft, named: list[Span]) -> list[Span]:
    """Mornings, evenings and noons, where a day or a word beside them tells that one is meant."""
    found = []
    for match in draft.find(_PART):
        name = " ".join((match["part"] or match["spanish_morning"]).split())
        before = draft.text[max(0, match.start() - 24) : match.start()]
        if _GONE.search(before):
            continue
        is_led = bool(match["spanish_morning"]) or _is_led(match, before)
        beside = any(0 <= match.start() - end <= 2 or 0 <= start - match.end() <= 2 for start, end, _ in named)
        overlaps = any(start < match.end() and match.start() < end for start, end, _ in named)
        is_told = is_led and name not in _NEEDS_A_DAY
        if beside or overlaps or is_told or name == "early morning" or (name == "lunch" and _LIMIT.search(before)):
            found.append((*match.span(), _PARTS[name]))
    return found


def is_tonight(written: str) -> bool:
    """Whether a day is named by its night."""
    return _TONIGHT.match(written) is not None


def the_night() -> str:
    """The hours of the evening in which parcels are still delivered."""
    return _THE_NIGHT


def _is_led(match: re.Match[str], before: str) -> bool:
    return match[0].split()[0] in {"in", "por", "al", "a", "en", "at", "pa", "para", "an", "ya"} or bool(
        _LED.search(before)
    )


def _place(match: re.Match[str]) -> tuple[int, int]:
    return match.span("span") if match["span"] else match.span()


def _day(written: str) -> str:
    return _DAYS.get(" ".join(written.split()).removeprefix("el "), "tomorrow")


def _date(match: re.Match[str]) -> str:
    month = _MONTHS[(match["month"] or match["mes"])[:3]]
    return f"{month:02d}-{int(match['day'] or match['dia']):02d}"


def _numbered_date(match: re.Match[str]) -> str:
    """Month first, as it is written in this country, unless that cannot be."""
    month, day = int(match["first"]), int(match["last"])
    if month > _TWELVE:
        month, day = day, month
    return f"{month:02d}-{day:02d}" if month <= _TWELVE else ""


def _day_of_month(match: re.Match[str]) -> str:
    """A day of this month or the next: "-05"."""
    return f"-{int(match['ordinal'] or match['dia'] or match['este'] or match['el']):02d}"
