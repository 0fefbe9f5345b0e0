"""The channels of one running program, made from its settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.channels.slack import SlackChannel, SlackSettings
from bot.channels.slack import translate as translate_slack
from bot.channels.sms import SmsChannel, SmsSettings
from bot.channels.sms_twilio import TwilioProvider, TwilioSettings
from bot.channels.telegram import TelegramChannel, TelegramSettings
from bot.clock import Clock
from bot.conversation import Translate
from bot.delivery import Sender
from bot.settings import Settings
from handlers.turn import Company
from storage.database import Database
from storage.message import Channel


class RunningChannel(Sender, Protocol):
    """A channel as the program starts and stops it."""

    @property
    def is_up(self) -> bool:
        """Whether messages come in and can leave."""
        ...

    async def start(self) -> None:
        """Connects."""
        ...

    async def stop(self) -> None:
        """Disconnects."""
        ...


@dataclass(frozen=True)
class Connections:
    """The channels that are set up; None where a service is off."""

    telegram: TelegramChannel | None
    slack: SlackChannel | None
    sms: SmsChannel | None

    def by_channel(self) -> dict[Channel, RunningChannel]:
        """The channels that are on."""
        every: dict[Channel, RunningChannel | None] = {
            Channel.TELEGRAM: self.telegram,
            Channel.SLACK: self.slack,
            Channel.SMS: self.sms,
        }
        return {name: channel for name, channel in every.items() if channel is not None}

    def translators(self) -> dict[Channel, Translate]:
        """How each channel's events become neutral messages."""
        translators: dict[Channel, Translate] = {Channel.SLACK: translate_slack}
        if self.telegram is not None:
            translators[Channel.TELEGRAM] = self.telegram.translate
        if self.sms is not None:
            translators[Channel.SMS] = self.sms.translate
        return translators


def connect(settings: Settings, database: Database, clock: Clock, company: Company) -> Connections:
    """The channels for which the settings hold credentials."""
    return Connections(
        _telegram(settings, database, clock),
        _slack(settings, database, clock, company),
        _sms(settings, database, clock, company),
    )


def _telegram(settings: Settings, database: Database, clock: Clock) -> TelegramChannel | None:
    access = settings.telegram
    if access.token is None:
        return None
    reach = TelegramSettings(
        access.token, access.api_url, access.mode, settings.public_url or "", access.messages_per_second
    )
    return TelegramChannel(reach, database, clock)


def _slack(settings: Settings, database: Database, clock: Clock, company: Company) -> SlackChannel | None:
    access = settings.slack
    if access.bot_token is None:
        return None
    reach = SlackSettings(
        access.bot_token, access.app_token or "", access.signing_secret or "", access.api_url, access.mode
    )
    return SlackChannel(reach, database, clock, company.desk)


def _sms(settings: Settings, database: Database, clock: Clock, company: Company) -> SmsChannel | None:
    access = settings.sms
    if access.account is None:
        return None
    provider = TwilioProvider(
        TwilioSettings(access.account, access.token or "", access.number or "", access.api_url)
    )
    reach = SmsSettings(access.number or "", settings.public_url or "")
    return SmsChannel(provider, reach, database, clock, company)
