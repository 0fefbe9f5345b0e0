"""The questions of a day as the figures see them: bursts are one question, courtesies are none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from intents.contract import OUT_OF_SCOPE
from storage import desk_figures, people
from storage.desk_figures import Said
from storage.models import Depot

NO_QUESTIONS: Final = frozenset(
    {
        "greet",
        "thanks",
        "affirm",
        "deny",
        "cancel",
        "opt_in",
        "opt_out",
        "accept_route",
        "report_arrived",
        "report_delivered",
        "rate_delivery",
        "give_access_code",
        "give_instructions",
    }
)
"""What is said without wanting to know or to have anything."""
BURST: Final = timedelta(seconds=60)
"""Who asks in pieces, or once more within this time, asks one question."""
SETTLED_AFTER: Final = timedelta(minutes=30)
"""So long after the bot's answer it shows whether it was enough."""
NUMBER: Final = re.compile(r"\d+")


@dataclass
class Question:
    """One question of a driver's or a customer's, and what became of it."""

    conversation: str
    intent: str
    numbers: frozenset[str]
    """The numbers in it: a code for stop 14 and one for stop 15 are not the same question."""
    at: datetime
    last_at: datetime
    got_by_a_person: bool = False
    answered_by_the_bot: bool = False
    came_back: bool = False
    """Whether a person had to help after all, or the same was asked again, within half an hour."""

    @property
    def is_drivers(self) -> bool:
        """Whether a driver asks."""
        return self.conversation.startswith("telegram:")

    def is_over(self, now: datetime) -> bool:
        """Whether it is known by now if the bot's answer was enough."""
        return self.got_by_a_person or self.came_back or now - self.last_at >= SETTLED_AFTER

    def takes(self, said: Said, intent: str, numbers: frozenset[str]) -> bool:
        """Whether what is said belongs to the same burst, and makes it a part of this question."""
        fits = intent == self.intent or OUT_OF_SCOPE in (intent, self.intent)
        apart = bool(numbers and self.numbers and numbers != self.numbers)
        if said.at - self.last_at >= BURST or not fits or apart:
            return False
        self.intent = intent if self.intent == OUT_OF_SCOPE else self.intent
        self.numbers |= numbers
        self.last_at = said.at
        self._note(said)
        return True

    def _note(self, said: Said) -> None:
        self.got_by_a_person |= said.got_by_a_person
        self.answered_by_the_bot |= said.answered_by_the_bot

    @classmethod
    def begun(cls, said: Said, intent: str, numbers: frozenset[str]) -> Question:
        """A question that nothing said before belongs to."""
        question = cls(said.conversation, intent, numbers, said.at, said.at)
        question._note(said)
        return question


def questions(session: Session, depot: Depot, start: datetime, end: datetime) -> list[Question]:
    """Every question asked at a depot in this time, in order."""
    said = desk_figures.came_in(session, start, end + SETTLED_AFTER)
    depots = desk_figures.depots_of(session, {each.conversation for each in said})
    first = next(iter(people.depots(session)), None)
    here = depot.code
    own = [each for each in said if depots.get(each.conversation, first.code if first else "") == here]
    return [question for question in gathered(own) if question.at < end]


def gathered(said: Iterable[Said]) -> list[Question]:
    """The questions in what was said, in the order in which they were begun."""
    by_conversation: dict[str, list[Said]] = defaultdict(list)
    for each in said:
        by_conversation[each.conversation].append(each)
    found = [question for own in by_conversation.values() for question in _of_one(own)]
    return sorted(found, key=lambda question: question.at)


def _of_one(said: list[Said]) -> list[Question]:
    """The questions of one conversation."""
    found: list[Question] = []
    for each in said:
        is_courtesy = bool(each.intents) and NO_QUESTIONS.issuperset(each.intents)
        if each.got_by_a_person and not is_courtesy:
            _needed_a_person(found, each)
        numbers = frozenset(NUMBER.findall(each.text))
        for intent in each.intents:
            if intent not in NO_QUESTIONS and not any(
                question.takes(each, intent, numbers) for question in reversed(found)
            ):
                new = Question.begun(each, intent, numbers)
                _asked_again(found, new)
                found.append(new)
    return found


def _needed_a_person(found: list[Question], said: Said) -> None:
    """Whatever the bot had answered in the half hour before has not spared a person's work."""
    for question in found:
        if said.at - question.last_at <= SETTLED_AFTER:
            question.came_back = True


def _asked_again(found: list[Question], new: Question) -> None:
    for question in found:
        same = (question.intent, question.numbers) == (new.intent, new.numbers)
        if same and new.at - question.last_at <= SETTLED_AFTER:
            question.came_back = True
