"""The examination behind `doorstep doctor`: everything that is missing or wrong, and how to mend it."""

from bot.doctor.examination import examine
from bot.doctor.finding import Finding, State

__all__ = ["Finding", "State", "examine"]
