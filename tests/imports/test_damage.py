"""Damaged files: each line comes in exactly, or is refused; nothing else happens."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.imports import ParsedFile, RouteFileError
from tests.imports.sheets import LINE, line, parse, sheet

GOOD = sheet(*(line(stop=str(number), parcel=f"P{number}") for number in range(1, 9)))
LINES = GOOD.splitlines()
WHOLE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(content: bytes) -> ParsedFile | None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            return parse(Path(folder), content)
        except RouteFileError:
            return None


def expected() -> ParsedFile:
    parsed = read(GOOD.encode())
    assert parsed is not None
    return parsed


INTACT = expected()


@WHOLE
@given(st.integers(1, 8), st.data())
def test_one_damaged_line_spoils_no_other(number: int, data: st.DataObject) -> None:
    damaged = bytearray(LINES[number].encode())
    at = data.draw(st.integers(0, len(damaged)))
    with_what = data.draw(
        st.binary(min_size=1, max_size=4).filter(lambda piece: b"\n" not in piece and b"\r" not in piece)
    )
    damaged[at:at] = with_what
    content = [each.encode() for each in LINES]
    content[number] = bytes(damaged)
    parsed = read(b"\n".join(content))
    assert parsed is not None
    others = {each.parcel: each for each in parsed.lines if each.number != number + 1}
    # A damaged parcel, address or driver may contradict a later line only where the damage came in as a value.
    came_in = any(each.number == number + 1 for each in parsed.lines)
    for intact in INTACT.lines:
        if intact.number != number + 1:
            refused = any(each.line == intact.number for each in parsed.rejected)
            assert others.get(intact.parcel) == intact or (refused and came_in)


@WHOLE
@given(st.data())
def test_a_file_cut_off_anywhere_gives_whole_lines_or_none(data: st.DataObject) -> None:
    content = GOOD.encode()
    kept = data.draw(st.integers(0, len(content)))
    parsed = read(content[:kept])
    if parsed is not None:
        complete = content[:kept].count(b"\n") - 1
        for each in parsed.lines[:complete]:
            assert each in INTACT.lines


@WHOLE
@given(st.binary(max_size=400))
def test_rubbish_is_refused_in_words(content: bytes) -> None:
    read(content)


@WHOLE
@given(st.dictionaries(st.sampled_from(list(LINE)), st.text(max_size=30), min_size=1, max_size=6))
def test_any_values_come_in_or_are_refused_with_line_and_column(changes: dict[str, str]) -> None:
    parsed = read(sheet(line(**changes)).encode(errors="replace"))
    if parsed is not None:
        assert len(parsed.lines) <= 1
        for rejection in parsed.rejected:
            assert rejection.line >= 2
            assert rejection.column in {*LINE, "line"}
            assert rejection.reason


def test_an_open_quotation_mark_swallows_nothing() -> None:
    content = list(LINES)
    content[3] = content[3].replace("Leave with", '"Leave with')
    parsed = read("\n".join(content).encode())
    assert parsed is not None
    assert len(parsed.lines) == 7
    assert [(each.line, each.reason) for each in parsed.rejected] == [
        (4, "has a quotation mark that is never closed")
    ]


def test_a_line_in_another_encoding_is_refused_alone() -> None:
    content = [each.encode() for each in LINES]
    content[2] = content[2].replace(b"Grace", b"Andr\xe9")
    parsed = read(b"\r\n".join(content))
    assert parsed is not None
    assert len(parsed.lines) == 7
    assert "UTF-8" in parsed.rejected[0].reason
