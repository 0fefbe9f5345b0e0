"""The pictures: drawn without a display, readable in size, and a clear word where they cannot be."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest

from intents.drawing import draw
from intents.errors import DrawingError
from intents.evaluation import Outcome
from intents.reading import Action, Audience

PNG = b"\x89PNG\r\n\x1a\n"


def outcomes(audience: Audience) -> list[Outcome]:
    pairs = [("greet", "greet"), ("greet", "thanks"), ("report_damage", "report_damage"), ("thanks", "thanks")]
    found = [
        Outcome(audience, meant, read, Action.ANSWER, None, "en", 0.9 - number / 10)
        for number, (meant, read) in enumerate(pairs)
    ]
    return [*found, Outcome(audience, "out_of_scope", "out_of_scope", Action.HUMAN, None, "es", 0.4)]


def size(picture: Path) -> tuple[int, int]:
    """Width and height, from the head of a PNG file."""
    head = picture.read_bytes()[:24]
    assert head.startswith(PNG)
    width, height = struct.unpack(">II", head[16:])
    return width, height


def test_a_confusion_matrix_for_each_audience_and_one_curve(tmp_path: Path) -> None:
    pictures = draw([*outcomes("driver"), *outcomes("customer")], tmp_path / "new" / "folder")
    assert [picture.name for picture in pictures] == [
        "confusion-driver.png",
        "confusion-customer.png",
        "coverage.png",
    ]
    for picture in pictures:
        width, height = size(picture)
        assert 300 < width < 3000
        assert 300 < height < 3000


def test_only_who_wrote_is_drawn(tmp_path: Path) -> None:
    assert [picture.name for picture in draw(outcomes("driver"), tmp_path)] == [
        "confusion-driver.png",
        "coverage.png",
    ]


def test_nothing_but_people_answering_can_be_drawn(tmp_path: Path) -> None:
    outcome = Outcome("driver", "greet", "out_of_scope", Action.HUMAN, None, "en", 0.1)
    assert len(draw([outcome], tmp_path)) == 2


def test_without_matplotlib_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(DrawingError, match=r"pip install --require-hashes -r requirements-test\.txt"):
        draw(outcomes("driver"), tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DrawingError, match="cannot write"):
        draw(outcomes("driver"), tmp_path / "file")
