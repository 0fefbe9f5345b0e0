"""What was answered when somebody asked the like: offered again, unless it holds what must not be told here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy.orm import Session

from handlers.code_masking import keys_in, keys_of
from handlers.turn import Company
from intents.entities import entities
from intents.likeness import Likeness
from storage import known_codes, past_answers
from storage.models import Ticket
from storage.past_answers import Answered

LOOKED_THROUGH: Final = 500
SHOWN: Final = 3
LONGEST: Final = 600
DIGITS_OF_A_NUMBER: Final = 10
"""By its last ten digits a number is told, with or without its country."""


def similar(session: Session, company: Company, ticket: Ticket, likeness: Likeness) -> list[Answered]:
    """The answers to the questions most like this ticket's, the most alike first."""
    best = _one_a_ticket(
        past_answers.latest(
            session,
            ticket.depot_code,
            of_customers=ticket.customer_id is not None,
            besides=ticket.id,
            most=LOOKED_THROUGH,
        )
    )
    degrees = likeness.of(ticket.question, [each.question for each in best])
    ranked = sorted(zip(degrees, best, strict=True), key=lambda pair: -pair[0])
    alike = [each for degree, each in ranked if degree >= likeness.enough]
    return _offered(session, company, ticket, alike)


def _one_a_ticket(answers: Iterable[Answered]) -> list[Answered]:
    """Of several answers to one question the longest: "let me see" and "you're welcome" help nobody."""
    best: dict[int, Answered] = {}
    for each in answers:
        if each.ticket not in best or len(each.answer) > len(best[each.ticket].answer):
            best[each.ticket] = each
    return list(best.values())


def _offered(session: Session, company: Company, ticket: Ticket, alike: list[Answered]) -> list[Answered]:
    if not alike:
        return []
    codes = keys_of(known_codes.of_depot(session, ticket.depot_code))
    numbers = _own_numbers(company, ticket)
    offered: dict[str, Answered] = {}
    for each in alike:
        if len(offered) < SHOWN and _is_harmless(each.answer, codes, numbers):
            offered.setdefault(each.answer.casefold().strip(), each)
    return list(offered.values())


def _is_harmless(answer: str, codes: set[str], numbers: set[str]) -> bool:
    """Whether it holds no code, kept or not, and no number but those that belong here."""
    found = entities(answer, "customer", "en")
    told = {_digits(entity.value) for entity in found if entity.name == "phone"}
    return (
        0 < len(answer.strip()) <= LONGEST
        and not codes & keys_in(answer)
        and all(entity.name != "code" for entity in found)
        and told <= numbers
    )


def _own_numbers(company: Company, ticket: Ticket) -> set[str]:
    stop, customer, driver = ticket.stop, ticket.customer, ticket.driver
    known = (
        company.help_phone,
        stop.phone if stop else None,
        customer.phone if customer else None,
        driver.phone if driver else None,
    )
    return {_digits(number) for number in known if number}


def _digits(number: str) -> str:
    return "".join(each for each in number if each.isdigit())[-DIGITS_OF_A_NUMBER:]
