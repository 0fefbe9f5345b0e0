"""Who works on the sample day. Every name is made up; every telephone number is one kept for fiction."""

from __future__ import annotations

from dataclasses import dataclass

from bot.settings import DepotChannels, DepotSettings
from storage.models import Role

COMPANY = "Acme Parcel"
HELP_PHONE = "+1 602 555 0100"
DEPOTS = {
    "phx": DepotSettings(
        name="Phoenix",
        timezone="America/Phoenix",
        slack=DepotChannels(desk="C01", dispatch="C02", reports="C03", claims="C04"),
    ),
    "mia": DepotSettings(
        name="Miami",
        timezone="America/New_York",
        slack=DepotChannels(desk="C11", dispatch="C12", reports="C13", claims="C14"),
    ),
}
CHANNELS = {
    "C01": "phoenix-desk",
    "C02": "phoenix-dispatch",
    "C03": "phoenix-reports",
    "C04": "phoenix-claims",
    "C11": "miami-desk",
    "C12": "miami-dispatch",
    "C13": "miami-reports",
    "C14": "miami-claims",
}
"""The Slack channels by id."""
TITLES = {Role.VA: "VA", Role.DISPATCHER: "Dispatcher", Role.MANAGER: "Manager"}


@dataclass(frozen=True)
class SampleStaff:
    """Somebody at the desk."""

    slack_user: str
    name: str
    role: Role
    depot: str
    phone: str | None = None

    @property
    def title(self) -> str:
        """What the demo says about this person."""
        return f"{TITLES[self.role]}, {DEPOTS[self.depot].name}"


@dataclass(frozen=True)
class SampleDriver:
    """A driver who is linked already: `chat` is the Telegram id."""

    chat: int
    first_name: str
    last_name: str
    language: str
    depot: str
    route: str
    phone: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def note(self) -> str:
        """What the demo says about this person."""
        language = "Spanish" if self.language == "es" else "English"
        return f"{self.route}, {DEPOTS[self.depot].name}, writes {language}"


@dataclass(frozen=True)
class SamplePhone:
    """A customer's telephone."""

    number: str
    name: str
    note: str


STAFF = (
    SampleStaff("U0DANA", "Dana Cole", Role.VA, "phx"),
    SampleStaff("U0MARCUS", "Marcus Webb", Role.VA, "mia"),
    SampleStaff("U0PRIYA", "Priya Shah", Role.DISPATCHER, "phx"),
    SampleStaff("U0ELENA", "Elena Cruz", Role.DISPATCHER, "mia"),
    SampleStaff("U0OWEN", "Owen Park", Role.MANAGER, "phx", "+16025550199"),
)
DRIVERS = (
    SampleDriver(1001, "Tom", "Becker", "en", "phx", "RT-01", "+16235550191"),
    SampleDriver(1002, "Ana", "Ruiz", "es", "phx", "RT-02", "+16235550192"),
    SampleDriver(1003, "Kayla", "Brooks", "en", "phx", "RT-03", "+16235550193"),
    SampleDriver(1004, "Luis", "Ortega", "es", "mia", "RT-04", "+19545550194"),
    SampleDriver(1005, "Andre", "Wilson", "en", "mia", "RT-05", "+19545550195"),
    SampleDriver(1006, "Nicole", "Tran", "en", "mia", "RT-06", "+19545550196"),
)
