"""What Twilio's errors mean to Doorstep."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from requests.exceptions import ConnectTimeout, RequestException
from twilio.base.exceptions import (
    TwilioException,
    TwilioRestException,
)
from twilio.http.http_client import TwilioHttpClient

from bot.channels.errors import Permanent, RateLimited, Temporary, Unknown
from bot.channels.sms_provider import DEAD, LANDLINE, OPTED_OUT

TOO_MANY = 429
USUAL_PAUSE = 1.0
"""Seconds to wait where Twilio names no pause."""
NO_REASON = "the carrier gives no reason"
REASONS = {
    21211: DEAD,
    21610: OPTED_OUT,
    21614: LANDLINE,
    30003: "the phone is off or out of reach",
    30004: "the carrier blocks texts to this number",
    30005: DEAD,
    30006: LANDLINE,
    30007: "the carrier took it for spam",
    30008: NO_REASON,
    30034: "our number is not registered for texts in the US (10DLC)",
}


class PatientHttpClient(TwilioHttpClient):  # type: ignore[misc]
    """The library's client, which also heeds how long Twilio asks to wait."""

    def request(self, *args: Any, **kwargs: Any) -> Any:
        """One call; RateLimited where Twilio asks for a pause."""
        response = super().request(*args, **kwargs)
        if response.status_code == TOO_MANY:
            pause = _seconds((response.headers or {}).get("Retry-After"))
            raise RateLimited(f"Twilio asks for a pause of {pause:g} seconds.", pause)
        return response


@contextlib.contextmanager
def twilio_errors() -> Iterator[None]:
    """Turns the library's errors into those that delivery understands."""
    try:
        yield
    except TwilioRestException as error:
        raise _meaning(error) from error
    except ConnectTimeout as error:
        raise Temporary("Twilio cannot be reached.") from error
    except RequestException as error:
        raise Unknown(f"Twilio did not answer ({type(error).__name__}); it may have the text.") from error
    except TwilioException as error:
        raise Temporary(f"Twilio did not take it ({type(error).__name__}).") from error


def reason_of(code: int | None) -> str:
    """Why a text was not delivered."""
    if not code:
        return NO_REASON
    return REASONS.get(code, f"Twilio error {code}")


def _meaning(error: TwilioRestException) -> Exception:
    if error.status == 401:
        return Temporary("Twilio refuses the credentials: check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.")
    if error.status >= 500:
        return Unknown(f"Twilio failed ({error.status}); it may have the text.")
    # Twilio's own words often quote the number, and this ends in logs.
    return Permanent(REASONS.get(error.code) or f"Twilio refuses it (error {error.code})")


def _seconds(written: Any) -> float:
    text = str(written or "")
    return float(text) if text.isascii() and text.isdigit() and len(text) < 6 else USUAL_PAUSE
