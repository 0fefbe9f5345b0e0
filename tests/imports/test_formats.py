"""Every way in which a planner may write a value, and every one that leaves a doubt."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from handlers.imports import RouteFileError
from tests.imports.sheets import LINE, line, parse, parse_one, refusal, sheet

TAKEN: list[tuple[str, str, Any]] = [
    ("depot", "PHX", "phx"),
    ("date", "2026-11-24", date(2026, 11, 24)),
    ("date", "11/24/2026", date(2026, 11, 24)),
    ("date", "11/11/2026", date(2026, 11, 11)),
    ("stop", "7", 7),
    ("stop", "7.0", 7),
    ("phone", "(602) 555-0101", "+16025550101"),
    ("phone", "16025550101", "+16025550101"),
    ("phone", "1.6025550101E+10", "+16025550101"),
    ("phone", "6025550101.0", "+16025550101"),
    ("phone", "+52 55 5555 0101", "+525555550101"),
    ("phone", "", None),
    ("zip", "85013", "85013"),
    ("zip", "2134", "02134"),
    ("zip", "501", "00501"),
    ("zip", "2134-1234", "02134-1234"),
    ("zip", "850131234", "85013-1234"),
    ("zip", "k1a 0b1", "K1A 0B1"),
    ("lat", "-33.5", -33.5),
    ("window_start", "9:00", datetime(2026, 11, 24, 16, 0, tzinfo=UTC)),
    ("window_start", "9:00 am", datetime(2026, 11, 24, 16, 0, tzinfo=UTC)),
    ("window_start", "09:00:00", datetime(2026, 11, 24, 16, 0, tzinfo=UTC)),
    ("window_end", "2 PM", datetime(2026, 11, 24, 21, 0, tzinfo=UTC)),
    ("window_end", "12:15 p.m.", datetime(2026, 11, 24, 19, 15, tzinfo=UTC)),
    ("needs", "Photo | signature", "signature|photo"),
    ("needs", "", ""),
    ("value", "$1,234.50", Decimal("1234.50")),
    ("value", "12", Decimal("12.00")),
    ("parcels", "3", 3),
    ("lang", "ES", "es"),
    ("access_code", "*0071#", "*0071#"),
    ("notes", "Gate on the left\nthen ring", "Gate on the left\nthen ring"),
    ("recipient", "José   Núñez", "José Núñez"),
]
REFUSED = [
    ("depot", "dal", "is not a depot"),
    ("date", "", "is empty"),
    ("date", "03/04/2026", "month or the day"),
    ("date", "24/11/2026", "month or the day"),
    ("date", "2026-02-30", "not a day"),
    ("date", "11/24/26", "must be a date"),
    ("date", "1926-11-24", "century"),
    ("stop", "0", "whole number"),
    ("stop", "7.5", "whole number"),
    ("stop", "٧", "whole number"),
    ("stop", "", "is empty"),
    ("phone", "1.60256E+10", "shortened by a spreadsheet"),
    ("phone", "555-0101", "not a telephone number"),
    ("phone", "602-555-0101 ext 5", "extension"),
    ("phone", "1-800-FLOWERS", "not a telephone number"),
    ("zip", "123456", "postal code"),
    ("lat", "91", "degrees"),
    ("lat", "", "stand with lng"),
    ("lat", "33,5", "degrees"),
    ("window_start", "25:00", "between"),
    ("window_start", "13:00 pm", "a time like"),
    ("window_start", "noon", "a time like"),
    ("window_end", "08:00", "is before window_start"),
    ("needs", "signature|autograph", "separated by |"),
    ("value", "-1", "amount"),
    ("value", "1.999", "amount"),
    ("value", "1,23", "amount"),
    ("parcels", "0", "whole number"),
    ("lang", "fr", "en or es"),
    ("parcel", "1.23457E+11", "shortened by a spreadsheet"),
    ("order_id", "#REF!", "error of the spreadsheet"),
    ("recipient", "Ana\x00", "unprintable"),
    ("address", "1 " + "x" * 300, "longer than"),
]


@pytest.mark.parametrize(("column", "written", "meant"), TAKEN)
def test_a_value_is_taken_exactly(tmp_path: Path, column: str, written: str, meant: Any) -> None:
    assert getattr(parse_one(tmp_path, **{column: written}), column) == meant


@pytest.mark.parametrize(("column", "written", "reason"), REFUSED)
def test_a_doubtful_value_is_refused_without_being_repeated(
    tmp_path: Path, column: str, written: str, reason: str
) -> None:
    refused_for, given = refusal(tmp_path, **{column: written})
    assert refused_for == column
    assert reason in given
    assert len(written) < 4 or written not in given


def test_one_clear_date_makes_the_others_of_its_file_clear(tmp_path: Path) -> None:
    parsed = parse(tmp_path, sheet(line(date="11/24/2026"), line(date="11/05/2026", route="RT-02")))
    assert [each.date.isoformat() for each in parsed.lines] == ["2026-11-24", "2026-11-05"]
    mixed = parse(tmp_path, sheet(line(date="11/24/2026"), line(date="24/11/2026", route="RT-02")))
    assert len(mixed.rejected) == 2


def test_summer_time_is_reckoned_with(tmp_path: Path) -> None:
    spring = {"depot": "mia", "date": "2026-03-08", "window_end": "11:00", "pickup_start": "", "pickup_end": ""}
    column, reason = refusal(tmp_path, **spring, window_start="02:30")
    assert (column, "clocks go forward" in reason) == ("window_start", True)
    assert parse_one(tmp_path, **spring, window_start="03:30").window_start == datetime(
        2026, 3, 8, 7, 30, tzinfo=UTC
    )
    autumn = spring | {"date": "2026-11-01"}
    assert parse_one(tmp_path, **autumn, window_start="01:30").window_start == datetime(
        2026, 11, 1, 5, 30, tzinfo=UTC
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_delimiters_and_the_mark_of_utf8(tmp_path: Path, delimiter: str, mark: bytes) -> None:
    parsed = parse(tmp_path, mark + sheet(LINE, line(stop="15"), delimiter=delimiter).encode())
    assert [each.stop for each in parsed.lines] == [14, 15]
    assert not parsed.unknown_columns


def test_other_titles_are_understood_and_unknown_ones_named(tmp_path: Path) -> None:
    content = (
        "Hub;Delivery Date;Route ID;StopNumber;Tracking #;RecipientName;Address Line1;Postal Code;Weight\n"
        "phx;2026-11-24;RT-01;3;P1;Grace;12 Elm St;85013;4 kg\n"
    )
    parsed = parse(tmp_path, content)
    assert parsed.unknown_columns == ["Weight"]
    assert (parsed.lines[0].stop, parsed.lines[0].parcel, parsed.lines[0].recipient) == (3, "P1", "Grace")


def test_a_workbook_is_read_like_a_text_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["depot", "date", "route", "stop", "phone", "address", "zip", "window_start", "access_code"])
    nine = datetime(2026, 11, 24, 9, 0).time()  # noqa: DTZ001 - a cell's time has no zone
    page.append(["phx", date(2026, 11, 24), "RT-01", 14.0, 16025550101, "12 Elm St", 2134, nine, 4471])
    page.append(["phx", None, "RT-01", 15, None, "14 Elm St", None, None, None])
    book.save(tmp_path / "routes.xlsx")
    parsed = parse(tmp_path, (tmp_path / "routes.xlsx").read_bytes(), "again.xlsx")
    (good,) = parsed.lines
    assert (good.stop, good.phone, good.zip, good.access_code) == (14, "+16025550101", "02134", "4471")
    assert good.window_start == datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    assert [(each.line, each.column) for each in parsed.rejected] == [(3, "date")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"depot,date\n", "lacks the columns route, stop, address"),
        (b"depot,date,route,stop,address,phone,mobile\n", "both mean"),
        (b"PK\x03\x04nonsense", "damaged workbook"),
        (b"\xd0\xcf\x11\xe0", "old format"),
        (b"\xff\xfed\x00", "UTF-16"),
    ],
)
def test_what_is_no_route_file_is_said_to_be_none(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(RouteFileError, match=reason):
        parse(tmp_path, content)


def test_lines_of_one_stop_must_agree(tmp_path: Path) -> None:
    parsed = parse(
        tmp_path,
        sheet(
            LINE,
            line(parcel="P101", notes="Second box is heavy", needs="pin"),
            line(parcel="P100"),
            line(parcel="P102", address="14 Elm St"),
            line(parcel="P103", driver="Luis Ortega"),
            line(parcel="P104", stop="15", access_code="9999"),
        ),
    )
    assert [each.parcel for each in parsed.lines] == ["P100", "P101"]
    assert [(each.line, each.column) for each in parsed.rejected] == [
        (4, "parcel"), (5, "address"), (6, "driver"), (7, "access_code"),
    ]  # fmt: skip


def test_parcels_without_numbers_are_counted(tmp_path: Path) -> None:
    parsed = parse(tmp_path, sheet(line(parcel=""), line(parcel=""), line(parcel="", order_id="", stop="15")))
    assert [each.parcel for each in parsed.lines] == ["A100", "A100/2", "RT-01/15"]


def test_nothing_secret_shows_in_what_a_line_says_of_itself(tmp_path: Path) -> None:
    assert "4471" not in repr(parse_one(tmp_path))
    assert "5550101" not in repr(parse_one(tmp_path))
