"""Rules about the clocks themselves: without them no step comes, and nobody would notice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Final

from sqlalchemy.orm import Session

from handlers.audit.rule import Breach, Rule
from storage import pulses

SILENCE: Final = timedelta(seconds=60)
"""Both write down that they live several times a minute."""


class _Alive(Rule):
    pulse: ClassVar[str]
    what: ClassVar[str]

    def breaches(self, session: Session, now: datetime) -> list[Breach]:
        """Where it does not hold."""
        last = pulses.last(session, self.pulse)
        if last is not None and now - last <= SILENCE:
            return []
        return [Breach(self.name, self.what, frozenset({self.pulse}))]


class Sweep(_Alive):
    """The sweep has done a round within a minute: else no reminder, no step and no call comes, however late."""

    name = "sweep"
    pulse = pulses.SWEEP
    what = "The sweep stands still: nobody is reminded or called, however late an answer is."
    mend = "Watch the queue by yourselves, and have whoever runs Doorstep look at its log and start it anew."
    holds = "reminders and calls come again"


class Jobs(_Alive):
    """The jobs' clock has rung within a minute: else manifests, notices and reports do not leave at their hour."""

    name = "jobs"
    pulse = pulses.JOBS
    what = "The clock of the daily jobs stands still: what is due at an hour does not happen."
    mend = "Have whoever runs Doorstep start it anew; what was missed is then made up for."
    holds = "the daily jobs come again"
