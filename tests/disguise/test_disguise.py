"""Nothing by which somebody could be known survives, and the message still says the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as any_

from handlers.disguise import Disguise
from intents.entities import entities
from intents.reading import Audience, Language

KEY = b"k" * 32
NAMES = ("Rosa Díaz", "Will Hunt", "Tom O'Brien", "Dana Cole", "Front Desk LLC", "Jo Li")
ADDRESSES = ("12 Elm St", "4410 N 27th Ave")
DISGUISE = Disguise(KEY, NAMES, ADDRESSES)
PLENTY = settings(max_examples=300, deadline=None)
DIGITS = "0123456789"
WORDS = {
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "es": ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
}
STORIES = any_.sampled_from(
    [
        "{}", "gate code {} dont open", "its {}", "stop 14 wants {}#", "*{}", "{} pound then 2", "la clave es {}",
        "call me at {} after 5", "llámame al {} a las 3", "use {} or i am at 12 elm", "at {} for 9",
        "order {} is not in the van", "code:{}.", "#{}, 3 boxes", "for 7 {} x", "between 2-4pm, {}", "x{}y",
    ]
)  # fmt: skip
AUDIENCES = any_.sampled_from(["driver", "customer"])
LANGUAGES = any_.sampled_from(["en", "es"])
GAPS = any_.sampled_from(["", " ", "-", " - ", ".", "_", "/", "\u200b", ", "])


def disguised(text: str, audience: Audience = "driver", language: Language = "en") -> str:
    return DISGUISE.of(text, audience, language)


def digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))


@PLENTY
@given(any_.text(DIGITS, min_size=4, max_size=8), GAPS, STORIES, AUDIENCES, LANGUAGES)
def test_no_code_survives(code: str, gap: str, story: str, audience: Audience, language: Language) -> None:
    assume(len(set(code)) > 1)
    told = disguised(story.format(gap.join(code)), audience, language)
    assert code not in digits(told)
    assert not any(run in code for run in re.findall(r"\d{3,}", told))


@PLENTY
@given(any_.text(DIGITS, min_size=4, max_size=6), any_.sampled_from(["en", "es"]), AUDIENCES, LANGUAGES)
def test_no_code_in_words_survives(code: str, spoken: Language, audience: Audience, language: Language) -> None:
    assume(len(set(code)) > 2)
    written = " ".join(WORDS[spoken][int(digit)] for digit in code)
    told = disguised(f"code is {written}", audience, language)
    assert written not in told
    assert code not in digits(told)


@PLENTY
@given(
    any_.from_regex(r"\A[2-9]\d{2}[2-9]\d{6}\Z"),
    any_.sampled_from(["{}{}{}", "{}-{}-{}", "({}) {}-{}", "{} {} {}", "+1 {} {} {}", "+1{}{}{}", "{}.{}.{}"]),
    STORIES,
    AUDIENCES,
    LANGUAGES,
)
def test_no_phone_survives(phone: str, form: str, story: str, audience: Audience, language: Language) -> None:
    told = disguised(story.format(form.format(phone[:3], phone[3:6], phone[6:])), audience, language)
    assert phone not in digits(told)
    assert phone[3:] not in digits(told)
    assert phone[6:] not in re.findall(r"\d+", told)


@PLENTY
@given(any_.text(max_size=700), AUDIENCES, LANGUAGES)
def test_whatever_is_written_is_disguised_in_bounded_time(
    text: str, audience: Audience, language: Language
) -> None:
    told = disguised(text, audience, language)
    assert len(told) <= 1000
    assert told == " ".join(told.split())


@pytest.mark.parametrize(
    ("text", "kept", "gone"),
    [
        ("rosa diaz isnt home, ROSA said so", "isnt home", "rosa diaz"),
        ("Rosa's dog and rosa-díaz", "dog and", "díaz"),
        ("tom obrien and O'Brien", "and", "brien"),
        ("front desk llc wont sign, the front desk is empty", "the front desk is empty", "llc"),
        ("will you tell Will", "will you tell", "Will"),
        ("im with Jo now", "im with", "Jo"),
        ("im at 4410 n 27th ave apt 3b", "im at", "4410"),
        ("the 12 elm gate", "gate", "elm"),
        ("im at 77 Nowhere", "Nowhere", "77"),
        ("TBA123456789012 is missing", "is missing", "123456789012"),
        ("mail rosa@acme.com or see www.acme.com/t?id=9", "mail someone@example.com or see", "acme"),
        ("ask @rosa_d on there", "ask @someone on there", "rosa_d"),
        ("B44 opens it", "opens it", "44"),
    ],
)
def test_what_tells_who_it_is_goes_and_the_rest_stays(text: str, kept: str, gone: str) -> None:
    told = disguised(text)
    assert kept in told
    assert gone not in told


@pytest.mark.parametrize(
    "text",
    [
        "gate code for 14?",
        "stops 14, 15 and 16 done",
        "30 min late, 2nd floor, 5 boxes",
        "deliver it tomorrow between 2-4pm",
        "after 5:30 please",
        "it will not open, once more",
        "5 stars",
        "call 911 now",
        "a thousand thanks, it is 2 miles off",
    ],
)
def test_what_tells_nothing_stays_as_it_is(text: str) -> None:
    assert disguised(text, "customer" if "stars" in text or "deliver" in text else "driver") == text


def test_it_comes_out_alike_each_time_and_otherwise_with_another_key() -> None:
    first, again = disguised("code 4471# at 12 elm"), disguised("code 4471# at 12 elm")
    assert first == again
    assert "".join(re.findall(r"\d{4}#", first)) in disguised("it is 4471#")
    others = {Disguise(bytes([number]) * 32, ()).of("code 4471#", "driver", "en") for number in range(8)}
    assert len(others) > 4


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the code is 4471#, call 602-555-0142", {"code", "phone"}),
        ("TBA123456789012 for 4410 n 27th ave", {"parcel", "address"}),
        ("el código es 4471 en calle reforma 12", {"code", "address"}),
    ],
)
def test_the_kinds_of_what_is_named_stay(text: str, names: set[str]) -> None:
    assert names <= {entity.name for entity in entities(disguised(text), "customer", "en")}
