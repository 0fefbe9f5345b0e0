"""Lists texts the way Twilio's Messages list does: filtered, newest first, in pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from sandbox.sms_errors import TwilioError
from sandbox.sms_messages import Text

PAGE_USUAL, PAGE_MOST = 50, 1000


def page_of(texts: Sequence[Text], asked: Mapping[str, str], path: str) -> dict[str, Any]:
    """One page of the texts that fit the filters in `asked`."""
    fitting = [text for text in reversed(texts) if _fits(text, asked)]
    size = _whole(asked, "PageSize", PAGE_USUAL, 1, PAGE_MOST)
    page = _whole(asked, "Page", 0, 0, 10**6)
    start = page * size
    shown = fitting[start : start + size]

    def uri(number: int) -> str:
        return f"{path}?{urlencode({**asked, 'Page': number})}"

    return {
        "messages": [text.as_resource() for text in shown],
        "page": page,
        "page_size": size,
        "start": start,
        "end": max(start, start + len(shown) - 1),
        "uri": uri(page),
        "first_page_uri": uri(0),
        "previous_page_uri": uri(page - 1) if page else None,
        "next_page_uri": uri(page + 1) if start + size < len(fitting) else None,
    }


def _fits(text: Text, asked: Mapping[str, str]) -> bool:
    if "To" in asked and text.recipient != asked["To"]:
        return False
    if "From" in asked and text.sender != asked["From"]:
        return False
    return _fits_dates(text.sent, asked)


def _fits_dates(sent: datetime | None, asked: Mapping[str, str]) -> bool:
    on, before, after = (asked.get(name) for name in ("DateSent", "DateSent<", "DateSent>"))
    if not (on or before or after):
        return True
    if sent is None:
        return False
    fits_day = not on or sent.date() == _moment(on).date()
    fits_before = not before or sent <= _moment(before)
    return fits_day and fits_before and (not after or sent >= _moment(after))


def _moment(written: str) -> datetime:
    try:
        if len(written) == len("2025-06-30"):
            day = date.fromisoformat(written)
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise TwilioError(20001, f"Invalid DateSent: {written}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _whole(asked: Mapping[str, str], name: str, usual: int, least: int, most: int) -> int:
    written = asked.get(name, str(usual))
    if not (written.isascii() and written.isdigit() and len(written) < 9):
        raise TwilioError(20001, f"{name} must be a whole number")
    return min(most, max(least, int(written)))
