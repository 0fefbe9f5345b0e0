"""The words: both languages say the same things, and a text message stays one segment."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.texting import BASIC, basic
from handlers.texts import LANGUAGES, Texts
from intents.contract import intents_of

COMPANY = "Sunrise Parcel Service"
ADDRESS = "12345 North Rancho Santa Margarita Drive Apartment 12"[:40]
SEGMENT = 160


def test_both_languages_have_the_same_keys() -> None:
    texts = Texts()
    assert texts.keys("en") == texts.keys("es")


def test_every_intent_can_be_asked_back() -> None:
    for language in LANGUAGES:
        missing = {f"meaning_{intent}" for intent in intents_of("driver")} - Texts().keys(language)
        assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_messages_are_one_segment(language: str) -> None:
    texts = Texts()
    for key in sorted(key for key in texts.keys(language) if key.startswith("sms_")):
        said = texts.render(key, language, company=COMPANY, address=ADDRESS, help_phone="+16025550199")
        assert set(said) <= BASIC, key
        assert len(said) <= SEGMENT, (key, len(said))


def test_what_is_filled_in_is_made_plain() -> None:
    assert basic("12 Camino Águila Nº 3 – “Ñandú” 🚪") == '12 Camino Aguila No 3 - "Ñandu" '


def test_a_company_says_it_in_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "en.yml").write_text("welcome: No worries!")
    texts = Texts(tmp_path)
    assert texts.render("welcome", "en") == "No worries!"
    assert texts.render("welcome", "es").startswith("De nada")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("days", "english", "spanish"),
    [
        (0, "today", "hoy"),
        (1, "yesterday", "ayer"),
        (3, "on Tuesday", "el martes"),
        (30, "on Nov 24", "el 24 de noviembre"),
        (400, "on Nov 24, 2026", "el 24 de noviembre de 2026"),
    ],
)
def test_days(language: str, days: int, english: str, spanish: str) -> None:
    said = Texts().render("day", language, days=days, weekday=1, day=24, month=11, year=2026)
    assert said == (english if language == "en" else spanish)
