"""The intents there are: who may mean them, and what a mistake costs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intents.reading import Audience

OUT_OF_SCOPE: Final = "out_of_scope"
EMERGENCY: Final = "report_emergency"


class Risk(StrEnum):
    """What a mistake costs."""

    SAFETY = "safety"
    LEGAL = "legal"
    SECRET = "secret"  # noqa: S105
    WRITE = "write"
    READ = "read"


@dataclass(frozen=True)
class Intent:
    """One name of the contract."""

    name: str
    audiences: frozenset[Audience]
    risk: Risk


_DRIVER: dict[Risk, str] = {
    Risk.SECRET: "ask_gate_code ask_contact",
    Risk.READ: (
        "ask_access ask_leave_rule ask_proof_rule ask_manifest ask_next_stop ask_pickup ask_return ask_admin"
    ),
    Risk.WRITE: (
        "failed_attempt report_bad_address request_reroute report_delay report_vehicle report_damage "
        "report_missing_parcel report_extra_parcel report_refused report_theft accept_route decline_route "
        "report_unavailable report_arrived report_delivered report_device"
    ),
}
_CUSTOMER: dict[Risk, str] = {
    Risk.LEGAL: "wrong_number opt_out opt_in",
    Risk.READ: "track_parcel ask_proof",
    Risk.WRITE: (
        "reschedule_delivery give_access_code give_instructions change_address request_pickup refuse_delivery "
        "report_not_received report_theft report_damage report_shortage dispute_attempt complain rate_delivery"
    ),
}
_BOTH: dict[Risk, str] = {
    Risk.SAFETY: EMERGENCY,
    Risk.READ: f"ask_human ask_help greet thanks affirm deny cancel {OUT_OF_SCOPE}",
}


def _contract() -> dict[str, Intent]:
    tables: tuple[tuple[dict[Risk, str], set[Audience]], ...] = (
        (_DRIVER, {"driver"}),
        (_CUSTOMER, {"customer"}),
        (_BOTH, {"driver", "customer"}),
    )
    intents: dict[str, Intent] = {}
    for table, audiences in tables:
        for risk, names in table.items():
            for name in names.split():
                known = intents.get(name)
                everyone = frozenset(audiences) | (known.audiences if known else frozenset())
                intents[name] = Intent(name, everyone, risk)
    return intents


INTENTS: Final[dict[str, Intent]] = _contract()


def intents_of(audience: Audience) -> tuple[str, ...]:
    """The names that a writer of this audience can mean, in alphabetical order."""
    return tuple(sorted(name for name, intent in INTENTS.items() if audience in intent.audiences))


def risk_of(name: str) -> Risk:
    """What mistaking this intent costs."""
    return INTENTS[name].risk
