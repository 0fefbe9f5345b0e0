"""Checks the parameters of a new text as Twilio does."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import FormData

from sandbox.sms_errors import TwilioError
from sandbox.sms_numbers import is_telephone_number

BODY_MOST = 1600
MEDIA_MOST = 10
VALIDITY_MOST = 36_000

WITHOUT_EFFECT = frozenset(
    {
        "AddressRetention",
        "Attempt",
        "ContentRetention",
        "ForceDelivery",
        "MaxPrice",
        "ProvideFeedback",
        "RiskCheck",
        "ShortenUrls",
        "SmartEncoded",
        "TrafficType",
    }
)
"""What Twilio takes and the sandbox has no use for."""
NOT_MODELLED = frozenset(
    {
        "ApplicationSid",
        "ContentSid",
        "ContentVariables",
        "FallbackFrom",
        "MessagingServiceSid",
        "PersistentAction",
        "ScheduleType",
        "SendAsMms",
        "SendAt",
    }
)
KNOWN = WITHOUT_EFFECT | {"To", "From", "Body", "MediaUrl", "StatusCallback", "ValidityPeriod"}


@dataclass(frozen=True)
class NewText:
    """What the bot asks to send."""

    recipient: str
    sender: str
    body: str
    media_urls: list[str]
    status_callback: str


def unknown_parameters(form: FormData) -> list[str]:
    """Parameters that Twilio would overlook in silence."""
    return sorted(set(form) - KNOWN - NOT_MODELLED)


def check(form: FormData, own_number: str) -> NewText:
    """The new text, or the refusal that Twilio would answer."""
    unmodelled = sorted(set(form) & NOT_MODELLED)
    if unmodelled:
        raise TwilioError(20001, f"The sandbox does not model the parameter {unmodelled[0]}")
    recipient, sender, body = (_text(form, name) for name in ("To", "From", "Body"))
    media_urls = [value for value in form.getlist("MediaUrl") if isinstance(value, str) and value]
    _check_numbers(recipient, sender, own_number)
    if not body and not media_urls:
        raise TwilioError(21602, "Message body is required.")
    if len(body) > BODY_MOST:
        raise TwilioError(21617, f"The concatenated message body exceeds the {BODY_MOST} character limit")
    _check_media(media_urls)
    _check_validity(_text(form, "ValidityPeriod"))
    callback = _text(form, "StatusCallback")
    if callback and not _is_url(callback):
        raise TwilioError(21609, f"The 'StatusCallback' URL {callback} is not a valid URL.")
    return NewText(recipient, sender, body, media_urls, callback)


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _check_numbers(recipient: str, sender: str, own_number: str) -> None:
    if not recipient:
        raise TwilioError(21604, "A 'To' phone number is required.")
    if not is_telephone_number(recipient):
        raise TwilioError(21211, f"Invalid 'To' Phone Number: {recipient}")
    if not sender:
        raise TwilioError(21603, "A 'From' phone number is required.")
    if sender != own_number:
        raise TwilioError(21606, f"The 'From' number {sender} is not one of this account's numbers.")
    if recipient == sender:
        raise TwilioError(21266, "'To' and 'From' number cannot be the same")


def _check_media(urls: list[str]) -> None:
    if len(urls) > MEDIA_MOST:
        raise TwilioError(21623, f"Number of media files exceeds allowed limit of {MEDIA_MOST}")
    for url in urls:
        if not _is_url(url):
            raise TwilioError(21620, f"Invalid media URL(s): {url}")


def _check_validity(seconds: str) -> None:
    if not seconds:
        return
    whole = seconds.isascii() and seconds.isdigit() and len(seconds) < 9
    if not whole or not 1 <= int(seconds) <= VALIDITY_MOST:
        raise TwilioError(20001, f"ValidityPeriod must be between 1 and {VALIDITY_MOST} seconds")


def _is_url(written: str) -> bool:
    try:
        url = urlsplit(written)
    except ValueError:
        return False
    return url.scheme in ("http", "https") and bool(url.hostname)
