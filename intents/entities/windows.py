"""Hours and windows within a day: "after 5" is "17:00-", "entre 2 y 4" is "14:00-16:00"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from intents.entities.clock import HOUR, clock
from intents.entities.draft import Draft
from intents.entities.wording import any_of

Span = tuple[int, int, str]
"""Where it stands and what it means."""

_THE: Final = r"(?:las\s+|la\s+(?=1\b))?"
_LIKE: Final = r"(?:(?:like|about|around|maybe|como|tipo|a|ya|as\s+late\s+as)\s+)?"
_COUNTED: Final = any_of(
    """
    min mins minutes minutos hour hours hora horas hr hrs boxes stop stops parada paradas package packages
    pkg pkgs paquete paquetes caja cajas more mas left times veces day days dia dias deliveries entregas
    attempts intentos star stars estrellas people st nd rd th rings calls week weeks semanas dollar dollars
    bucks percent mile miles feet knocks houses other others of year years month months meses anos
    """
)
_NOT_A_COUNT: Final = rf"(?![\d#*/]|\s*{_COUNTED}\b)"
_GOES_ON: Final = any_of(
    """
    or and y o if but when cuz cause because so to for please pls plz thx thanks today tomorrow tmrw tonight
    hoy manana on ok okay can is will then work works porfa si que q pa para i im en con no porque in at
    cant lol instead mejor yo ya the they he she u you not nobody ando estoy salgo hay le lo me se
    """
)
_ENDS: Final = rf"\s*(?:[?!.,;)]|$)|\s+{_GOES_ON}\b"
_END: Final = rf"(?={_ENDS})"
"""What follows an hour that has no sign of its own that it is one."""
_SMALL: Final = r"(?=(?:half\s+past\s+|quarter\s+past\s+)?(?:[1-9]|1[0-2])(?:\D|$))"
_CLOSES: Final = any_of(
    """
    close closes closed closing shut shuts open opens opened leave leaves leaving start starts begin begins
    end ends off quit bounce dip meet land lands flight class appointment appt exam midterm final finals
    get_in gets_in get_here gets_here get_home gets_home get_off gets_off stop come comes coming back court
    pick_up picks_up doors arrive arrives done free home there it deliver up ready school work nap again by
    lunch thing shift pt cease need recital somebody someone him out lot parlor depot yard
    """
)

_WINDOWS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("at", re.compile(r"(?<!after )(?<!before )(?<!by )\b(?P<apast>(?:half|quarter)\s+past)\s+(?P<ah>[1-9]|"
        r"1[0-2])\b")),
    ("between", re.compile(
        rf"\b(?:between|btwn|betw|from|entre|de|desde)\s+{_THE}{HOUR.format('a')}\s*(?:-|and|to|"
        rf"til|till|until|y|a|hasta|&)\s*{_THE}{HOUR.format('b')}{_NOT_A_COUNT}")),
    ("between", re.compile(
        rf"\b(?:between|from|entre|de|desde)\s+{_THE}{HOUR.format('a')}\s*(?:-|and|to|until|till?|y|a|hasta|"
        rf"&)\s*(?:el\s+|"
        r"al\s+)?(?P<noon>noon|midday|mediodia|medio\s+dia)\b")),
    ("between", re.compile(
        rf"(?<![\w.$-])(?:las?\s+)?{HOUR.format('a')}\s*(?:-|to|til|till|until|a|hasta)\s*(?:las?\s+)?"
        r"(?P<bh>[01]?\d|2[0-4])(?!\d)(?:[:.h](?P<bm>[0-5]\d))?(?P<bhalf>\s+y\s+media)?\s*"
        r"(?P<bhalf_day>a\.?m\.?\b|p\.?m\.?\b|de\s+la\s+(?:manana|tarde|noche)\b)")),
    ("between", re.compile(
        rf"\b(?:do|cant\s+do|is|window(?:\s+to)?|slot|was|home|free|available|works?|here|the|"
        rf"abierta?)\s+(?:de\s+)?(?P<span>{_SMALL}"
        rf"{HOUR.format('a')}\s*(?:-|to|a)\s*{_SMALL}{HOUR.format('b')}){_NOT_A_COUNT}{_END[:-1]}|"
        rf"\s+(?:window|set|thing|slot)\b)")),
    ("after", re.compile(
        rf"\b(?:(?:any\s*time\s+)?(?:after|aftr|(?<!half )(?<!quarter )past|from|since)|not\s+before|"
        rf"no\s+(?:earlier|"
        rf"sooner)\s+than|despues\s+de|dspues\s+de|pasad[ao]s|pasaditas?\s+de|desde|a\s+partir\s+de|luego\s+de|"
        rf"no\s+antes\s+de)\s+{_LIKE}(?:las\s+|la\s+(?=1\b))?{HOUR.format('a')}{_NOT_A_COUNT}")),
    ("after", re.compile(rf"(?<![\w#$.:])(?P<span>{_SMALL}{HOUR.format('a')}\s+or\s+(?:later|after))\b")),
    ("after", re.compile(r"\b(?:after|past)\s+(?P<ah>[1-9]|1[0-2])(?P<am>00|15|30|45)(?!\w)")),
    ("before", re.compile(
        rf"\b(?:before|befor|b4|fore|by|until|till|til|up\s+to|no\s+later\s+than|antes\s+de|hasta|"
        rf"para)\s+{_LIKE}(?:las\s+|la\s+(?=1\b))?{HOUR.format('a')}{_NOT_A_COUNT}")),
    ("before", re.compile(r"\b(?:before|by|until|till?)\s+(?P<ah>[1-9]|1[0-2])(?P<am>00|15|30|45)(?!\w)")),
    ("at", re.compile(
        rf"\b(?:at|around|about|arnd|round|near(?:er)?|closer\s+to|a|como\s+a|tipo|sobre|like|como|"
        rf"alrededor\s+de)\s+"
        rf"(?:like\s+|about\s+|como\s+)?(?:las\s+|la\s+(?=1\b)){HOUR.format('a')}{_NOT_A_COUNT}")),
    ("at", re.compile(
        rf"\b(?:las\s+|la\s+(?=1\b)){HOUR.format('a')}{_NOT_A_COUNT}{_END}")),
    ("at", re.compile(
        rf"\b(?:around|arnd|round|about|closer\s+to|near(?:er)?|tipo|more\s+like|"
        rf"como\s+tipo)\s+(?:like\s+)?{_SMALL}"
        rf"{HOUR.format('a')}{_NOT_A_COUNT}{_END}")),
    ("at", re.compile(
        r"\b(?:around|about|like|by)\s+(?P<ah>[1-9]|1[0-2])(?P<am>15|30|45)(?!\w|\s*(?:min|boxes|stops|"
        r"packages|pkgs|pieces))")),
    ("at", re.compile(
        rf"\b{_CLOSES}\s+(?:\w+\s+){{0,1}}(?P<span>at\s+{_SMALL}{HOUR.format('a')}){_NOT_A_COUNT}{_END}")),
    ("at", re.compile(
        r"(?<![\d#*:.$])(?P<ah>[01]?\d|2[0-4])(?:[:.h](?P<am>[0-5]\d))?\s*(?P<ahalf_day>a\.?m\.?(?!\w)|"
        r"p\.?m\.?(?!\w)|ish\b|o'?clock\b|de\s+la\s+(?:manana|tarde|noche)\b|in\s+the\s+(?:morning|afternoon|"
        r"evening)\b)")),
    ("at", re.compile(r"(?<![\d#*:.$])(?P<ah>[01]?\d|2[0-3]):(?P<am>[0-5]\d)(?![\d:])")),
)  # fmt: skip
_BY_A_DAY: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("between", re.compile(
        rf"(?<![\w.$/-])(?:from\s+|de\s+)?{_THE}{HOUR.format('a')}\s*(?:-|to|a|til|till|until|hasta)\s*{_THE}"
        rf"{HOUR.format('b')}{_NOT_A_COUNT}")),
    ("before", re.compile(rf"\b(?:by|until|till?)\s+{HOUR.format('a')}{_NOT_A_COUNT}")),
    ("at", re.compile(rf"(?:\b(?:at|around|about|like|a|como\s+a)\s+|@\s*){HOUR.format('a')}{_NOT_A_COUNT}")),
)  # fmt: skip
_NEEDS_MARK: Final = re.compile(r"\b(?:para|by|from|since|desde|past|de)\b")
_OPEN: Final = re.compile(_SMALL + r"\d{1,2}(?:\s\d\d)?" + _END)
"""An hour after which nothing speaks of something else."""


def windows(draft: Draft) -> list[Span]:
    """The windows and hours that are told by their own words, in the order written."""
    found: list[Span] = []
    for kind, pattern in _WINDOWS:
        for match in draft.find(pattern):
            start, end = _place(match)
            if any(start < last and first < end for first, last, _ in found):
                continue
            value = _value(kind, match)
            if value:
                found.append((start, end, value))
    return sorted(found)


def windows_by_days(draft: Draft, days: Sequence[Span], known: Sequence[Span]) -> list[Span]:
    """What is a time only because it stands by a day: "friday 2-4", "tomorrow at 10"."""
    found: list[Span] = []
    for kind, pattern in _BY_A_DAY:
        for match in draft.find(pattern):
            span = match.start(), match.end()
            is_new = all(span[1] <= start or end <= span[0] for start, end, _ in [*known, *found, *days])
            if is_new and any(_touches(draft.text, (start, end), span) for start, end, _ in days):
                found.append((*span, _value(kind, match, is_sure=True) or ""))
    return [window for window in found if window[2]]


def _place(match: re.Match[str]) -> tuple[int, int]:
    return match.span("span") if match.groupdict().get("span") else match.span()


def _touches(text: str, day: tuple[int, int], window: tuple[int, int]) -> bool:
    return not text[min(day[1], window[1]) : max(day[0], window[0])].strip(" ,")


def _value(kind: str, match: re.Match[str], *, is_sure: bool = False) -> str | None:
    groups = match.groupdict()
    if not is_sure and kind != "between" and not _is_sure(match, groups):
        return None
    if kind == "between":
        return _between(match, groups)
    at = clock(groups, "a")
    return {"after": f"{at}-", "before": f"-{at}", "at": at}[kind]


def _is_sure(match: re.Match[str], groups: dict[str, str | None]) -> bool:
    """Whether "by 5", "para 3" or "desde 2" is an hour: by its own sign, or because nothing else follows."""
    if any(groups.get(name) for name in ("ahalf_day", "am", "asaid", "ahalf", "apast")) or re.search(
        r"\blas?\b", match[0]
    ):
        return True
    if not _NEEDS_MARK.match(match[0]):
        return True
    is_english = match[0].startswith(("by", "past"))
    return is_english and _OPEN.match(match.string, match.start("ah")) is not None


def _between(match: re.Match[str], groups: dict[str, str | None]) -> str | None:
    if match[0].startswith(("de ", "from ", "desde ")) and not re.search(r"\ba\s|to|-|hasta|til", match[0]):
        return None
    if groups.get("noon"):
        start = int(groups["ah"] or 0)
        return f"{start:02d}:00-12:00" if 0 < start < 12 else None
    last = clock(groups, "b")
    first = clock(groups, "a", groups.get("bhalf_day"))
    if first > last and first[:2] > "12":
        first = f"{int(first[:2]) - 12:02d}{first[2:]}"
    return f"{first}-{last}"
