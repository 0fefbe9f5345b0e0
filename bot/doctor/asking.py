"""Asking a service a short question over HTTP.

What goes wrong is told without the whole address, since that may hold a token.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

SECONDS = 8.0


@dataclass(frozen=True)
class Answer:
    """What a service answered; status 0 when nothing came."""

    status: int
    body: dict[str, Any]
    date: datetime | None = None
    trouble: str = ""
    """Why nothing came."""

    @property
    def said(self) -> str:
        """The service's own words for a refusal."""
        words = self.body.get("description") or self.body.get("error") or self.body.get("message")
        return str(words) if words else f"HTTP {self.status}"


async def ask(client: httpx.AsyncClient, method: str, url: str, **request: Any) -> Answer:
    """The answer, whatever becomes of the question."""
    try:
        response = await client.request(method, url, **request)
    except httpx.HTTPError as error:
        return Answer(0, {}, trouble=_trouble(error, url))
    except ValueError:
        return Answer(0, {}, trouble="the credentials hold characters that cannot be sent")
    return _answer(response)


def telegram_username(api_url: str, token: str) -> str | None:
    """The bot's name on Telegram; None when Telegram does not say."""
    try:
        response = httpx.get(f"{api_url}/bot{token}/getMe", timeout=SECONDS)
    except (httpx.HTTPError, ValueError):
        return None
    result = _answer(response).body.get("result")
    return str(result["username"]) if isinstance(result, Mapping) and "username" in result else None


def _answer(response: httpx.Response) -> Answer:
    try:
        body = response.json()
    except ValueError:
        body = {}
    return Answer(response.status_code, body if isinstance(body, dict) else {}, _date(response))


def _date(response: httpx.Response) -> datetime | None:
    try:
        found = parsedate_to_datetime(response.headers.get("date", ""))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _trouble(error: httpx.HTTPError, url: str) -> str:
    host = urlsplit(url).netloc
    if isinstance(error, httpx.TimeoutException):
        return f"{host} did not answer within {SECONDS:.0f} s"
    return f"{host} cannot be reached ({type(error).__name__})"
