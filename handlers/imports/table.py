"""A CSV or XLSX file as rows of text, each with its line number; a line that cannot be read stops no other."""

from __future__ import annotations

import csv
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from handlers.imports.lines import RouteFileError

LONGEST_RECORD = 20
"""Lines that one quoted note may run over; a quotation mark left open must not swallow the file."""
DELIMITERS = ",;\t"
XLSX, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF8_BOM, UTF16_BOMS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its line in the file, and either its values or why it cannot be read."""

    line: int
    values: list[str]
    fault: str = ""


def read_table(path: Path) -> list[Row]:
    """The rows of a file that are not empty, titles first; RouteFileError when it is no table at all."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise RouteFileError(f"{path}: no such file.") from None
    except OSError:
        raise RouteFileError(f"{path} cannot be read: it must be a CSV or XLSX file that you may open.") from None
    if content.startswith(OLD_EXCEL):
        raise RouteFileError(f"{path} is in Excel's old format: save it as .xlsx or as CSV UTF-8.")
    if content.startswith(UTF16_BOMS):
        raise RouteFileError(f"{path} is in UTF-16: save it as CSV UTF-8.")
    rows = _xlsx_rows(path) if content.startswith(XLSX) else _csv_rows(content.removeprefix(UTF8_BOM))
    table = [row for row in rows if row.fault or any(row.values)]
    if not table:
        raise RouteFileError(f"{path} is empty: its first line must name the columns.")
    if table[0].fault:
        raise RouteFileError(f"{path}: the line that names the columns {table[0].fault}.")
    return table


def _csv_rows(content: bytes) -> Iterator[Row]:
    lines = content.splitlines()
    delimiter = _delimiter(lines)
    number = 0
    while number < len(lines):
        row, used = _record(lines, number, delimiter)
        yield row
        number += used


def _record(lines: list[bytes], start: int, delimiter: str) -> tuple[Row, int]:
    """The record that begins on a line, and how many lines it takes; a faulty one takes just its own."""
    text = ""
    for used in range(1, min(LONGEST_RECORD, len(lines) - start) + 1):
        try:
            text += ("\n" if used > 1 else "") + lines[start + used - 1].decode()
        except UnicodeDecodeError:
            return Row(start + 1, [], "holds characters that are not UTF-8; save the file as CSV UTF-8"), 1
        try:
            values = next(csv.reader([text], delimiter=delimiter, strict=True), [])
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                continue
            return Row(start + 1, [], "has a quotation mark in the wrong place"), 1
        return Row(start + 1, [value.strip() for value in values]), used
    return Row(start + 1, [], "has a quotation mark that is never closed"), 1


def _delimiter(lines: list[bytes]) -> str:
    titles = next((line for line in lines if line.strip()), b"").decode(errors="replace")
    return max(DELIMITERS, key=titles.count)


def _xlsx_rows(path: Path) -> Iterator[Row]:
    try:
        with warnings.catch_warnings():
            # What openpyxl warns of is how a workbook looks, never what its cells hold.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                sheet = book.worksheets[0]
                rows = [[_shown(value) for value in row] for row in sheet.iter_rows(values_only=True)]
            finally:
                book.close()
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        ParseError,
        KeyError,
        IndexError,
        ValueError,
        OSError,
        EOFError,
    ):
        raise RouteFileError(f"{path} is a damaged workbook: open it in Excel and save it anew.") from None
    width = max(map(len, rows), default=0)
    for number, values in enumerate(rows, start=1):
        yield Row(number, values + [""] * (width - len(values)))


def _shown(value: Any) -> str:
    """A cell as it would be typed; dates and times in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()
