"""Each kind of value in a route file: taken exactly, or refused with a reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

import phonenumbers

from handlers.imports.lines import ValueRefused

NEEDS = ("signature", "age21", "photo", "pin", "in_person", "leave_ok")
LANGUAGES = ("en", "es")
SCIENTIFIC = re.compile(r"([0-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})")
SPREADSHEET_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
LARGEST_STOP, LARGEST_COUNT = 9_999, 9_999


def checked(written: str) -> str:
    """Any value: refused when it is no text but the trace of a fault."""
    if written in SPREADSHEET_ERRORS:
        raise ValueRefused("holds an error of the spreadsheet")
    if not written.isprintable() and any(
        unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n" for char in written
    ):
        raise ValueRefused("holds unprintable characters")
    return written


def text(longest: int) -> Callable[[str], str]:
    """A line of text of at most that many characters."""

    def taken(written: str) -> str:
        plain = " ".join(written.split())
        if len(plain) > longest:
            raise ValueRefused(f"is longer than {longest} characters")
        return plain

    return taken


def paragraph(longest: int) -> Callable[[str], str]:
    """Text that may run over several lines."""

    def taken(written: str) -> str:
        if len(written) > longest:
            raise ValueRefused(f"is longer than {longest} characters")
        return written

    return taken


def identifier(longest: int) -> Callable[[str], str]:
    """A number or code that must stay as it is, down to the last digit."""

    def taken(written: str) -> str:
        if SCIENTIFIC.fullmatch(written) and "+" in written:
            raise ValueRefused("was shortened by a spreadsheet; format the column as text and export again")
        return text(longest)(written)

    return taken


def whole_number(largest: int) -> Callable[[str], int]:
    """A number of 1 or more."""

    def taken(written: str) -> int:
        digits = written.removesuffix(".0")
        if not (digits.isascii() and digits.isdecimal()) or len(digits) > 9 or not 1 <= int(digits) <= largest:
            raise ValueRefused(f"must be a whole number from 1 to {largest}")
        return int(digits)

    return taken


@lru_cache(maxsize=65536)
def phone(written: str) -> str:
    """A telephone number as E.164; numbers without a country are of the United States."""
    digits = _unshortened(written)
    try:
        number = phonenumbers.parse(digits, "US")
    except phonenumbers.NumberParseException:
        raise ValueRefused("is not a telephone number") from None
    if number.extension:
        raise ValueRefused("has an extension, which cannot be texted; give the direct number")
    if not phonenumbers.is_valid_number(number) or re.search(r"[A-Za-z]", digits):
        raise ValueRefused(
            "is not a telephone number that exists; for other countries begin with + and the country"
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _unshortened(written: str) -> str:
    """A number that a spreadsheet turned into 1.6025550101E+10, if all its digits are still there."""
    match = SCIENTIFIC.fullmatch(written)
    if match is None:
        return written.removesuffix(".0")
    digits = match[1] + (match[2] or "")
    if len(digits) != int(match[3]) + 1:
        raise ValueRefused("was shortened by a spreadsheet; format the column as text and export again")
    return digits


def zip_code(written: str) -> str:
    """A postal code; the zeros that a spreadsheet took from the front of a US one are put back."""
    match = re.fullmatch(r"([0-9]{3,5})(?:\.0)?(?:-([0-9]{4}))?", written)
    if match:
        return match[1].zfill(5) + (f"-{match[2]}" if match[2] else "")
    if re.fullmatch(r"[0-9]{9}", written):
        return f"{written[:5]}-{written[5:]}"
    if re.fullmatch(r"(?=.*[A-Z])[A-Z0-9][A-Z0-9 -]{2,9}", written.upper()):
        return written.upper()
    raise ValueRefused("is not a postal code")


def degrees(limit: int) -> Callable[[str], float]:
    """A latitude or longitude in degrees."""

    def taken(written: str) -> float:
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", written) or abs(float(written)) > limit:
            raise ValueRefused(f"must be degrees between -{limit} and {limit}, like 33.4484")
        return float(written)

    return taken


def money(written: str) -> Decimal:
    """An amount: 1234.50, $1,234.50."""
    match = re.fullmatch(r"\$? ?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,10})(\.[0-9]{1,2})?0*", written)
    if match is None or len(match[1].replace(",", "")) > 10:
        raise ValueRefused("must be an amount like 1234.50, not negative, with at most two decimals")
    return Decimal(match[1].replace(",", "") + (match[2] or "")).quantize(Decimal("0.01"))


def needs(written: str) -> str:
    """What the hand-over requires, each from the closed list, in its order."""
    named = {part.strip().casefold() for part in written.split("|")} - {""}
    if named - set(NEEDS):
        raise ValueRefused(f"may name {', '.join(NEEDS)}, separated by |")
    return "|".join(need for need in NEEDS if need in named)


def language(written: str) -> str:
    """en or es."""
    if written.casefold() not in LANGUAGES:
        raise ValueRefused("must be en or es")
    return written.casefold()
