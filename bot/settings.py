"""The settings of one running Doorstep: what config.yml says, and what the environment adds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy
from pydantic import AfterValidator, Field

from bot.desk_settings import DeskOptions, OpeningOptions, desk_rules
from bot.sections import Section, Word
from handlers.promises.service_level import DeskRules
from storage.crypto import KeyRing, key_file
from storage.errors import KeysError
from storage.models import Depot, Role

TELEGRAM_API = "https://api.telegram.org"
SLACK_API = "https://slack.com/api/"
TWILIO_API = "https://api.twilio.com"
RASA_URL = "http://127.0.0.1:5005"
DATABASE = "sqlite:///data/doorstep.db"
PORT = 8080
KEY_FILE = "doorstep.key"


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"no time zone is named {name!r}; write it like America/Phoenix") from None
    return name


def _web_address(written: str) -> str:
    parts = urlsplit(written)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an address like http://127.0.0.1:5005")
    return written.rstrip("/")


SlackChannelId = Annotated[str, Field(pattern="^[CG][A-Z0-9]{1,30}$")]
SlackGroupId = Annotated[str, Field(pattern="^S[A-Z0-9]{1,30}$")]
Zone = Annotated[str, AfterValidator(_known_zone)]
WebAddress = Annotated[str, AfterValidator(_web_address)]


class DepotGroups(Section):
    """The Slack user groups whose members are a depot's staff, by their ids."""

    va: SlackGroupId | None = None
    dispatcher: SlackGroupId | None = None
    manager: SlackGroupId | None = None

    def by_role(self) -> dict[Role, str]:
        """The groups that are set."""
        return {Role(role): group for role, group in self if group is not None}


class DepotChannels(Section):
    """The Slack channels of a depot, by their ids, and the groups of those who work there."""

    desk: SlackChannelId
    dispatch: SlackChannelId
    reports: SlackChannelId
    claims: SlackChannelId
    groups: DepotGroups = DepotGroups()

    def channels(self) -> dict[str, str]:
        """Each channel by what it is for."""
        return self.model_dump(exclude={"groups"})


class DepotSettings(OpeningOptions):
    """One place that routes start from."""

    name: Word
    timezone: Zone
    slack: DepotChannels

    @property
    def zone(self) -> ZoneInfo:
        """The time zone, to reckon with."""
        return ZoneInfo(self.timezone)

    def as_row(self, code: str) -> Depot:
        """The depot as the database knows it."""
        return Depot(
            code=code,
            name=self.name,
            timezone=self.timezone,
            slack_desk=self.slack.desk,
            slack_dispatch=self.slack.dispatch,
            slack_reports=self.slack.reports,
            slack_claims=self.slack.claims,
        )


class TelegramOptions(Section):
    """How drivers' messages come in."""

    mode: Literal["polling", "webhook"] = "polling"
    messages_per_second: Annotated[float, Field(gt=0, le=1000)] = 25


class SlackOptions(Section):
    """How the desk's messages come in."""

    mode: Literal["socket", "http"] = "socket"


class SmsOptions(Section):
    """Who carries the texts."""

    provider: Literal["twilio"] = "twilio"


class IntentsOptions(Section):
    """What reads the messages."""

    engine: Literal["embedded", "rasa"] = "embedded"
    rasa_url: WebAddress = RASA_URL


DepotCode = Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,31}$")]


class Options(Section):
    """The section `doorstep:` of config.yml."""

    company: Word
    help_phone: Annotated[str, Field(max_length=40)] = ""
    texts: Path | None = None
    depots: Annotated[dict[DepotCode, DepotSettings], Field(min_length=1)]
    telegram: TelegramOptions = TelegramOptions()
    slack: SlackOptions = SlackOptions()
    sms: SmsOptions = SmsOptions()
    intents: IntentsOptions = IntentsOptions()
    desk: DeskOptions = DeskOptions()


class TelegramAccess(TelegramOptions):
    """The drivers' bot. Without a token Telegram is off."""

    token: str | None = Field(default=None, repr=False)
    api_url: str = TELEGRAM_API

    @property
    def is_on(self) -> bool:
        """Whether there is what it takes to connect."""
        return self.token is not None


class SlackAccess(SlackOptions):
    """The desk's workspace. Without a bot token Slack is off."""

    bot_token: str | None = Field(default=None, repr=False)
    app_token: str | None = Field(default=None, repr=False)
    signing_secret: str | None = Field(default=None, repr=False)
    api_url: str = SLACK_API

    @property
    def is_on(self) -> bool:
        """Whether there is what it takes to connect."""
        return self.bot_token is not None


class SmsAccess(SmsOptions):
    """The number that customers are texted from. Without an account texts are off."""

    account: str | None = None
    token: str | None = Field(default=None, repr=False)
    number: str | None = None
    api_url: str = TWILIO_API

    @property
    def is_on(self) -> bool:
        """Whether there is what it takes to connect."""
        return self.account is not None


class IntentsAccess(IntentsOptions):
    """The engine that reads the messages, and what its server asks for."""

    rasa_token: str | None = Field(default=None, repr=False)


class Settings(Section):
    """Everything that is set, from file and environment together."""

    file: Path
    company: str
    help_phone: str
    texts: Path | None
    depots: dict[str, DepotSettings]
    telegram: TelegramAccess
    slack: SlackAccess
    sms: SmsAccess
    intents: IntentsAccess
    desk: DeskOptions = DeskOptions()
    database_url: str = Field(repr=False)
    keys: str | None = Field(repr=False)
    """DOORSTEP_KEYS, if set."""
    public_url: str | None
    heartbeat_url: str | None = Field(default=None, repr=False)
    """What is fetched each minute while all is well."""
    port: int

    @property
    def database_file(self) -> Path | None:
        """The SQLite file; None where the database is a server."""
        url = sqlalchemy.make_url(self.database_url)
        if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
            return None
        return Path(url.database)

    @property
    def key_file(self) -> Path | None:
        """Where the keys lie when DOORSTEP_KEYS is not set: beside the SQLite file."""
        return self.database_file.parent / KEY_FILE if self.database_file else None

    def key_ring(self) -> KeyRing:
        """The encryption keys: DOORSTEP_KEYS, else the key file, which is made when absent."""
        if self.keys is not None:
            return KeyRing.parse(self.keys)
        if self.key_file is None:
            raise KeysError(
                "No encryption key: with a database on a server set DOORSTEP_KEYS "
                "(make one with `doorstep doctor --new-key`, and keep it safe)."
            )
        # A fresh key beside an old database would lock everything sealed so far away.
        if self.database_file and self.database_file.exists() and not self.key_file.exists():
            raise KeysError(
                f"{self.database_file} is there, its key is not: put {self.key_file} back, or set DOORSTEP_KEYS."
            )
        return key_file(self.key_file)

    def depot_rows(self) -> list[Depot]:
        """The depots as the database knows them."""
        return [depot.as_row(code) for code, depot in self.depots.items()]

    def desk_rules(self) -> DeskRules:
        """The rules by which the desks work."""
        return desk_rules(self.desk, {code: (depot, depot.zone) for code, depot in self.depots.items()})

    def staff_groups(self) -> dict[str, dict[Role, str]]:
        """The Slack groups of each depot that has any."""
        groups = {code: depot.slack.groups.by_role() for code, depot in self.depots.items()}
        return {code: by_role for code, by_role in groups.items() if by_role}

    def zones(self) -> dict[str, ZoneInfo]:
        """The time zone of each depot."""
        return {code: depot.zone for code, depot in self.depots.items()}

    @property
    def needs_public_url(self) -> list[str]:
        """The services that call Doorstep and therefore need PUBLIC_URL."""
        called = []
        if self.telegram.is_on and self.telegram.mode == "webhook":
            called.append("Telegram (mode webhook)")
        if self.sms.is_on:
            called.append("SMS")
        return called
