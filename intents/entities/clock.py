"""Hours of the day as written: "4", "4:30", "4 30", "half past five", "las 5 y media"."""

from __future__ import annotations

from typing import Final

HOUR: Final = (
    r"(?<![\d#*:$])(?P<{0}past>half\s+past\s+|quarter\s+past\s+)?(?P<{0}h>[01]?\d|2[0-4])(?!\d)"
    r"(?:[:.h](?P<{0}m>[0-5]\d)|\s(?P<{0}said>15|20|30|45)(?!\s*(?:min|mins|minut\w+|\d|boxes|stops))(?!\w))?"
    r"(?P<{0}half>\s+y\s+media|\s+y\s+cuarto)?(?:\s+y\s+pico)?\s*"
    r"(?P<{0}half_day>a\.?m\.?(?!\w)|p\.?m\.?(?!\w)|ish\b|o'?clock\b|hrs\b|de\s+la\s+(?:manana|tarde|noche)\b|"
    r"in\s+the\s+(?:morning|afternoon|evening)\b|at\s+night\b|a(?=\W|$)|p(?=\W|$))?"
)
"""An hour; to be given a letter, by which its parts are then called."""
_UNTIL_SEVEN: Final = 7
_NOON: Final = 12
_HOURS: Final = 24


def clock(groups: dict[str, str | None], side: str, other_half_day: str | None = None) -> str:
    """ "16:30" for the hour of that letter; a bare hour up to seven is one of the afternoon."""
    hour = int(groups.get(f"{side}h") or 0)
    half_day = groups.get(f"{side}half_day") or other_half_day or ""
    is_morning = "manana" in half_day or "morning" in half_day or (half_day[:1] == "a" and half_day != "at night")
    is_evening = half_day[:1] == "p" or half_day.endswith(("tarde", "noche", "afternoon", "evening", "night"))
    if is_morning:
        hour %= _NOON
    elif hour < _NOON and (is_evening or 1 <= hour <= _UNTIL_SEVEN):
        hour += _NOON
    return f"{hour % _HOURS:02d}:{_minute(groups, side):02d}"


def _minute(groups: dict[str, str | None], side: str) -> int:
    half = f"{groups.get(f'{side}half') or ''}{groups.get(f'{side}past') or ''}"
    if half:
        return 30 if "media" in half or "half" in half else 15
    return int(groups.get(f"{side}m") or groups.get(f"{side}said") or 0)
