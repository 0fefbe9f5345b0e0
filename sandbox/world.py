"""The people, channels and telephone numbers that exist in a sandbox."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class TelegramUser:
    """Somebody with Telegram on the phone; the private chat with the bot has the same id."""

    id: int
    first_name: str
    last_name: str = ""
    language_code: str = "en"
    note: str = ""
    """What the demo page says about this person, e.g. "RT-07, Phoenix, writes Spanish"."""


@dataclass(frozen=True)
class SlackUser:
    """A member of the make-believe Slack workspace."""

    id: str
    name: str
    """Display name, e.g. "Dana Cole"."""
    role: str = ""
    """What the demo page says about this person, e.g. "VA"."""


@dataclass(frozen=True)
class SlackChannel:
    """A public channel; the bot is a member of every one."""

    id: str
    name: str


@dataclass(frozen=True)
class SlackGroup:
    """A user group, which people mention as @handle."""

    id: str
    """Begins with S."""
    handle: str
    members: tuple[str, ...] = ()
    """The ids of its members."""


@dataclass(frozen=True)
class SlackShortcut:
    """An entry that the app's manifest puts into the menu of every message, or beside the message box."""

    callback_id: str
    name: str
    """What the menu says, e.g. "Make a ticket"."""
    on_messages: bool = True


@dataclass(frozen=True)
class SmsPhone:
    """A customer's telephone."""

    number: str
    """E.164, e.g. "+16025550101"."""
    name: str = ""
    note: str = ""


@dataclass
class World:
    """Everybody who can write or be written to. `credentials` are what the services accept."""

    telegram_users: list[TelegramUser] = field(default_factory=list)
    slack_users: list[SlackUser] = field(default_factory=list)
    slack_channels: list[SlackChannel] = field(default_factory=list)
    slack_groups: list[SlackGroup] = field(default_factory=list)
    slack_shortcuts: list[SlackShortcut] = field(default_factory=list)
    phones: list[SmsPhone] = field(default_factory=list)
    telegram_token: str = "1000000:sandbox-telegram-token"
    telegram_username: str = "doorstep_demo_bot"
    slack_bot_token: str = "xoxb-sandbox"
    slack_app_token: str = "xapp-sandbox"
    slack_signing_secret: str = "sandbox-signing-secret"
    slack_bot_user: str = "U0DOORSTEP"
    slack_team: str = "T0SANDBOX"
    twilio_account: str = "AC00000000000000000000000000000000"
    twilio_token: str = "sandbox-twilio-token"
    twilio_number: str = "+16025550000"
