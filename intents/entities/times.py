"""Days and windows: "tomorrow after 5" is "tomorrow 17:00-", "entre 2 y 4" is "14:00-16:00"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.reading import Entity

_HOUR: Final = (
    r"(?<![\d#*:])(?P<{0}h>[01]?\d|2[0-4])(?:[:.h](?P<{0}m>[0-5]\d))?(?P<{0}half>\s+y\s+media|"
    r"\s+y\s+cuarto)?\s*(?P<{0}half_day>a\.?m\.?\b|p\.?m\.?\b|ish\b|o'?clock\b|hrs\b|de\s+la\s+(?:manana|"
    r"tarde|noche)\b|in\s+the\s+(?:morning|afternoon|evening)\b|at\s+night\b|a(?=\W|$)|p(?=\W|$))?"
)
_NOT_A_COUNT: Final = (
    r"(?![\d#*]|\s*(?:min|mins|minutes|minutos|hours?|horas?|hrs?|boxes|stops?|paradas?|packages?|pkgs?|"
    r"paquetes?|cajas?|more|mas|left|times|veces|days?|dias?|deliveries|entregas|attempts|intentos|"
    r"stars?|estrellas|people|st|nd|rd|th|rings|calls|weeks?|semanas)\b)"
)
_DAYS: Final[dict[str, str]] = {
    "monday": (
        "monday"
    ), "tuesday": "tuesday", "wednesday": "wednesday", "thursday": "thursday", "friday": "friday",
    "saturday": "saturday", "sunday": "sunday", "mon": "monday", "tue": "tuesday", "tues": "tuesday",
    "wed": "wednesday", "weds": "wednesday", "thu": "thursday", "thur": "thursday", "thurs": "thursday",
    "fri": "friday", "lunes": "monday", "martes": "tuesday", "miercoles": "wednesday", "jueves": "thursday",
    "viernes": "friday", "sabado": "saturday", "domingo": "sunday",
    "tomorrow": "tomorrow", "tomorow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow",
    "tmrw": (
        "tomorrow"
    ), "tmr": "tomorrow", "tmw": "tomorrow", "tmmrw": "tomorrow", "2moro": "tomorrow", "2mrw": "tomorrow",
    "manana": "tomorrow", "pasado manana": "day after tomorrow", "day after tomorrow": "day after tomorrow",
    "today": (
        "today"
    ), "hoy": "today", "2day": "today", "tonight": "today", "esta noche": "today", "esta tarde": "today",
    "this afternoon": "today", "this evening": "today", "this morning": "today",
    "next week": "next week", "la proxima semana": "next week", "la semana que viene": "next week",
    "the weekend": "weekend", "this weekend": "weekend", "el fin de semana": "weekend", "weekend": "weekend",
}  # fmt: skip
_PARTS: Final[dict[str, str]] = {
    "morning": "08:00-12:00", "manana": "08:00-12:00", "afternoon": "12:00-17:00", "tarde": "12:00-19:00",
    "evening": (
        "17:00-21:00"
    ), "night": "18:00-21:00", "noche": "18:00-21:00", "noon": "12:00", "mediodia": "12:00",
    "midday": "12:00", "medio dia": "12:00", "lunch": "12:00",
}  # fmt: skip
_WINDOWS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("between", re.compile(
        rf"\b(?:between|btwn|betw|from|entre|de|desde)\s+(?:las?\s+)?{_HOUR.format('a')}\s*(?:-|and|to|"
        rf"til|till|until|y|a|hasta|&)\s*(?:las?\s+)?{_HOUR.format('b')}{_NOT_A_COUNT}")),
    ("between", re.compile(
        rf"(?<![\w.$-])(?:las?\s+)?{_HOUR.format('a')}\s*(?:-|to|til|till|until|a|hasta)\s*(?:las?\s+)?"
        r"(?P<bh>[01]?\d|"
        r"2[0-4])(?:[:.h](?P<bm>[0-5]\d))?(?P<bhalf>\s+y\s+media)?\s*(?P<bhalf_day>a\.?m\.?\b|p\.?m\.?\b|"
        r"de\s+la\s+(?:manana|tarde|noche)\b)")),
    ("after", re.compile(
        rf"\b(?:(?:any\s*time\s+)?(?:after|aftr|past|from|since)|not\s+before|no\s+(?:earlier|"
        rf"sooner)\s+than|despues\s+de|dspues\s+de|pasad[ao]s|desde|a\s+partir\s+de|luego\s+de|"
        rf"no\s+antes\s+de)\s+(?:like\s+|como\s+)?(?:las\s+|"
        rf"la\s+(?=1\b))?{_HOUR.format('a')}{_NOT_A_COUNT}")),
    ("before", re.compile(
        rf"\b(?:before|b4|by|until|till|til|up\s+to|no\s+later\s+than|antes\s+de|hasta|"
        rf"para)\s+(?:like\s+|como\s+)?(?:las\s+|la\s+(?=1\b))?{_HOUR.format('a')}{_NOT_A_COUNT}")),
    ("at", re.compile(
        rf"\b(?:at|around|about|arnd|a|como\s+a|sobre)\s+(?:like\s+|about\s+)?(?:las\s+|"
        rf"la\s+(?=1\b)){_HOUR.format('a')}{_NOT_A_COUNT}")),
    ("at", re.compile(
        r"(?<![\d#*:.$])(?P<ah>[01]?\d|2[0-4])(?:[:.h](?P<am>[0-5]\d))?\s*(?P<ahalf_day>a\.?m\.?(?!\w)|"
        r"p\.?m\.?(?!\w)|o'?clock\b|de\s+la\s+(?:manana|tarde|noche)\b|in\s+the\s+(?:morning|afternoon|"
        r"evening)\b)")),
    ("at", re.compile(r"(?<![\d#*:.$])(?P<ah>[01]?\d|2[0-3]):(?P<am>[0-5]\d)(?![\d:])")),
)  # fmt: skip
_NEEDS_MARK: Final = re.compile(r"\b(?:para|by|from|since|desde|past|de)\b")
_DAY: Final = re.compile(
    r"\b(?:pasado\s+manana|day\s+after\s+tomorrow|la\s+proxima\s+semana|la\s+semana\s+que\s+viene|"
    r"next\s+week|(?:this|the)\s+weekend|"
    r"el\s+fin\s+de\s+semana|this\s+(?:afternoon|evening|morning)|esta\s+(?:noche|tarde)|(?<!la )(?<!las )"
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|weds?|thu(?:rs?)?|fri|lunes|"
    r"martes|miercoles|jueves|viernes|sabado|"
    r"domingo|tomm?orr?ow|tmm?rw|tmr|tmw|2moro|2mrw|manana|today|hoy|2day|tonight|weekend))\b"
)
_PART: Final = re.compile(
    r"\b(?:(?:por|en|a|de)\s+(?:la\s+)?|in\s+the\s+|at\s+|this\s+|the\s+|al?\s+)?(?P<part>morning|"
    r"afternoon|evening|night|noon|midday|tarde|noche|mediodia|medio\s+dia)\b|"
    r"\b(?:por|en|de)\s+la\s+(?P<spanish_morning>manana)\b"
)
_DATE: Final = re.compile(
    r"\b(?:(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|"
    r"dec)[a-z]*\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?|"
    r"(?:el\s+)?(?P<dia>[0-3]?\d)\s+de\s+(?P<mes>ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|"
    r"dic)[a-z]*)\b(?!:)"
)
_MONTHS: Final = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "ene feb mar abr may jun jul ago sep oct nov dic",
    )
    for number, name in enumerate(names.split(), start=1)
}
_LIMITS: Final = re.compile(r"\b(?:not|isnt|cant|wont|only|by|before|no|solo|antes)\s+(?:\w+\s+){0,2}$")


def times(draft: Draft) -> Iterator[Entity]:
    """When something is wanted; one value for a day and the window beside it."""
    windows = _windows(draft)
    days = [_span(match, _day_value(match)) for match in draft.find(_DAY)]
    days += [_span(match, _date_value(match)) for match in draft.find(_DATE)]
    parts = [] if windows else _parts(draft, days)
    found = windows + parts
    for start, end, value in days:
        if (start, end) in {(part[0], part[1]) for part in parts}:
            continue
        near = next((part for part in found if _beside(draft.text, (start, end), part)), None)
        if near:
            found.remove(near)
            first, last = min(start, near[0]), max(end, near[1])
            yield draft.take("time", f"{value} {near[2]}", first, last)
        elif value != "today" or _LIMITS.search(draft.text[:start]):
            yield draft.take("time", value, start, end)
    for start, end, value in found:
        yield draft.take("time", value, start, end)


def _span(match: re.Match[str], value: str) -> tuple[int, int, str]:
    return match.start(), match.end(), value


def _windows(draft: Draft) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for kind, pattern in _WINDOWS:
        for match in draft.find(pattern):
            if any(match.start() < end and start < match.end() for start, end, _ in found):
                continue
            value = _window_value(kind, match)
            if value:
                found.append(_span(match, value))
    return sorted(found)


def _window_value(kind: str, match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    sure = any(groups.get(name) for name in ("ahalf_day", "bhalf_day", "am", "bm", "ahalf")) or re.search(
        r"\blas?\b", match[0]
    )
    if not sure and kind != "between" and _NEEDS_MARK.match(match[0]):
        return None
    if kind == "between":
        if (
            not sure
            and match[0].startswith(("de ", "from ", "desde "))
            and not re.search(r"\ba\s|to|-|hasta", match[0])
        ):
            return None
        end = _clock(groups, "b", None)
        start = _clock(groups, "a", groups.get("bhalf_day"))
        if start > end and start[:2] > "12":
            start = f"{int(start[:2]) - 12:02d}{start[2:]}"
        return f"{start}-{end}"
    clock = _clock(groups, "a", None)
    return {"after": f"{clock}-", "before": f"-{clock}", "at": clock}[kind]


def _clock(groups: dict[str, str | None], side: str, other_half_day: str | None) -> str:
    hour, minute = int(groups[f"{side}h"] or 0), int(groups.get(f"{side}m") or 0)
    half = groups.get(f"{side}half") or ""
    if half:
        minute = 30 if "media" in half else 15
    half_day = groups.get(f"{side}half_day") or other_half_day or ""
    morning = (
        (half_day.startswith("a") and half_day != "at night") or "manana" in half_day or "morning" in half_day
    )
    evening = bool(half_day) and (
        half_day.startswith("p") or half_day.endswith(("tarde", "noche", "afternoon", "evening", "night"))
    )
    if morning:
        hour %= 12
    elif hour < 12 and (evening or 1 <= hour <= 7):
        hour += 12
    return f"{hour % 24:02d}:{minute:02d}"


def _parts(draft: Draft, days: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    found = []
    for match in draft.find(_PART):
        name = re.sub(r"\s+", " ", match["part"] or match["spanish_morning"])
        if match["spanish_morning"] or days or match[0].split()[0] in {"in", "por", "al", "a", "en", "at"}:
            found.append(_span(match, _PARTS[name]))
    return found


def _day_value(match: re.Match[str]) -> str:
    return _DAYS[re.sub(r"\s+", " ", match[0])]


def _date_value(match: re.Match[str]) -> str:
    month = _MONTHS[(match["month"] or match["mes"])[:3]]
    return f"{month:02d}-{int(match['day'] or match['dia']):02d}"


def _beside(text: str, day: tuple[int, int], part: tuple[int, int, str]) -> bool:
    between = text[min(day[1], part[1]) : max(day[0], part[0])]
    overlaps = day[0] < part[1] and part[0] < day[1]
    return overlaps or (len(between.split()) <= 2 and not re.search(r"[.?!;]", between))
