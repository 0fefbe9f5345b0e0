"""The services: whether their credentials hold, and whether they will reach us."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from datetime import datetime, timedelta
from typing import Any

import httpx

from bot.doctor.asking import SECONDS, Answer, ask
from bot.doctor.finding import Finding, good, notice, wrong
from bot.settings import Settings, SlackAccess, SmsAccess, TelegramAccess

NETWORK = "check the network, the proxy and the address"
SKEW_NOTICED, SKEW_WRONG = timedelta(seconds=30), timedelta(minutes=3)
"""Slack and our own checks refuse what is signed more than five minutes away."""


async def services(
    settings: Settings, now: datetime, transport: httpx.AsyncBaseTransport | None = None
) -> list[Finding]:
    """A finding or more for each service, asked at the same time, and one for this machine's clock."""
    async with httpx.AsyncClient(timeout=SECONDS, transport=transport) as client:
        visits = [
            _Telegram(client, settings.telegram),
            _Slack(client, settings),
            _Twilio(client, settings.sms),
        ]
        found = await asyncio.gather(*(visit.findings() for visit in visits))
    dates = [date for visit in visits for date in visit.dates]
    return [finding for part in found for finding in part] + _clock(dates, now)


class _Visit(ABC):
    """One service being asked; keeps what time it said it was."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self.dates: list[datetime] = []

    @abstractmethod
    async def findings(self) -> list[Finding]:
        """What is to be said of the service."""

    async def _ask(self, method: str, url: str, **request: Any) -> Answer:
        answer = await ask(self._client, method, url, **request)
        self.dates += [answer.date] if answer.date else []
        return answer


class _Telegram(_Visit):
    def __init__(self, client: httpx.AsyncClient, access: TelegramAccess) -> None:
        super().__init__(client)
        self._access = access

    async def findings(self) -> list[Finding]:
        """Whether the token is a bot's."""
        if not self._access.is_on:
            return [
                notice("Telegram", "off, TELEGRAM_BOT_TOKEN is not set", "get a token from @BotFather and set it")
            ]
        answer = await self._ask("GET", f"{self._access.api_url}/bot{self._access.token}/getMe")
        if answer.trouble:
            return [wrong("Telegram", answer.trouble, f"{NETWORK} in TELEGRAM_API_URL")]
        if not answer.body.get("ok"):
            mend = "copy TELEGRAM_BOT_TOKEN anew from @BotFather (/mybots → API Token)"
            return [wrong("Telegram", f"the token is refused: {answer.said}", mend)]
        name = answer.body.get("result", {}).get("username", "the bot")
        return [good("Telegram", f"connected as @{name}, mode {self._access.mode}")]


class _Slack(_Visit):
    def __init__(self, client: httpx.AsyncClient, settings: Settings) -> None:
        super().__init__(client)
        self._access: SlackAccess = settings.slack
        self._depots = settings.depots

    async def findings(self) -> list[Finding]:
        """Whether the tokens hold, and the bot is a member of every channel."""
        if not self._access.is_on:
            return [
                notice("Slack", "off, SLACK_BOT_TOKEN is not set", "install the app (README.md) and set its token")
            ]
        answer = await self._call("auth.test", self._access.bot_token)
        if answer.trouble:
            return [wrong("Slack", answer.trouble, f"{NETWORK} in SLACK_API_URL")]
        if not answer.body.get("ok"):
            mend = "copy SLACK_BOT_TOKEN anew (Slack: OAuth & Permissions)"
            return [wrong("Slack", f"the bot token is refused: {answer.said}", mend)]
        found = [
            good("Slack", f"connected to {answer.body.get('team', 'the workspace')}, mode {self._access.mode}")
        ]
        found += await self._incoming()
        channels = {
            channel: f"{code} → {purpose}"
            for code, depot in self._depots.items()
            for purpose, channel in depot.slack.channels().items()
        }
        found += await asyncio.gather(*(self._channel(channel, use) for channel, use in channels.items()))
        groups = {
            group: f"{code} → {role.value}"
            for code, depot in self._depots.items()
            for role, group in depot.slack.groups.by_role().items()
        }
        return [*found, *await asyncio.gather(*(self._group(group, use) for group, use in groups.items()))]

    async def _incoming(self) -> list[Finding]:
        """What the chosen mode needs beside the bot token."""
        if self._access.mode == "http":
            if self._access.signing_secret:
                return []
            mend = "copy it from Slack: Basic Information → Signing Secret"
            return [wrong("Slack events", "mode http needs SLACK_SIGNING_SECRET", mend)]
        if not self._access.app_token:
            mend = "make one in Slack: Basic Information → App-Level Tokens, scope connections:write"
            return [wrong("Slack events", "mode socket needs SLACK_APP_TOKEN", mend)]
        answer = await self._call("apps.connections.open", self._access.app_token)
        if answer.body.get("ok"):
            return []
        mend = "check SLACK_APP_TOKEN, its scope connections:write, and that Socket Mode is on"
        return [wrong("Slack events", f"the app token is refused: {answer.trouble or answer.said}", mend)]

    async def _channel(self, channel: str, use: str) -> Finding:
        name = f"Slack channel {channel}"
        answer = await self._call("conversations.info", self._access.bot_token, channel=channel)
        if answer.trouble or not answer.body.get("ok"):
            mend = "correct the id in config.yml (Slack: channel name → About), or invite the bot if it is private"
            return wrong(name, f"({use}) cannot be seen: {answer.trouble or answer.said}", mend)
        info = answer.body.get("channel", {})
        if not info.get("is_member"):
            return wrong(name, f"({use}) does not have the bot as a member", "type /invite @Doorstep there")
        return good(name, f"#{info.get('name', channel)} ({use})")

    async def _group(self, group: str, use: str) -> Finding:
        name = f"Slack group {group}"
        answer = await self._call("usergroups.users.list", self._access.bot_token, usergroup=group)
        if answer.trouble or not answer.body.get("ok"):
            mend = "correct its id in config.yml, or reinstall the app with docs/slack-app-manifest.yml"
            return wrong(name, f"({use}) cannot be read: {answer.trouble or answer.said}", mend)
        return good(name, f"{len(answer.body.get('users', []))} members ({use})")

    async def _call(self, method: str, token: str | None, **arguments: str) -> Answer:
        headers = {"Authorization": f"Bearer {token}"}
        return await self._ask("POST", f"{self._access.api_url}{method}", headers=headers, data=arguments)


class _Twilio(_Visit):
    def __init__(self, client: httpx.AsyncClient, access: SmsAccess) -> None:
        super().__init__(client)
        self._access = access

    async def findings(self) -> list[Finding]:
        """Whether the account is there and active."""
        access = self._access
        if not access.is_on:
            variables = "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM"
            return [notice("SMS", f"off, {variables} are not set", "copy them from Twilio's console and set them")]
        url = f"{access.api_url}/2010-04-01/Accounts/{access.account}.json"
        answer = await self._ask("GET", url, auth=(access.account or "", access.token or ""))
        if answer.trouble:
            return [wrong("SMS", answer.trouble, f"{NETWORK} in TWILIO_API_URL")]
        if answer.status != httpx.codes.OK:
            mend = "copy TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN anew from Twilio's console"
            return [wrong("SMS", f"the account is refused: {answer.said}", mend)]
        state = answer.body.get("status", "active")
        if state != "active":
            return [wrong("SMS", f"the Twilio account is {state}", "put it in order in Twilio's console")]
        return [good("SMS", "the Twilio account is active")]


def _clock(dates: list[datetime], now: datetime) -> list[Finding]:
    if not dates:
        return []
    skew = min((abs(date - now) for date in dates), default=timedelta())
    if skew < SKEW_NOTICED:
        return [good("clock", "this machine and the services agree on the time")]
    text = f"this machine is {skew.total_seconds():.0f} s away from the services' time"
    mend = "switch on time synchronisation (NTP)"
    return [wrong("clock", text, mend) if skew > SKEW_WRONG else notice("clock", text, mend)]
