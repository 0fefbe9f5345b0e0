"""The environment's part of the settings: secrets, addresses, the database and the port."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy

from bot.settings import DATABASE, PORT, SLACK_API, TELEGRAM_API, TWILIO_API
from storage.crypto import KeyRing
from storage.errors import KeysError

TWILIO = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM")


@dataclass
class FromEnvironment:
    """What was found, ready to be joined with the file's part."""

    telegram: dict[str, Any] = field(default_factory=dict, repr=False)
    slack: dict[str, Any] = field(default_factory=dict, repr=False)
    sms: dict[str, Any] = field(default_factory=dict, repr=False)
    rasa_token: str | None = field(default=None, repr=False)
    database_url: str = field(default=DATABASE, repr=False)
    keys: str | None = field(default=None, repr=False)
    public_url: str | None = None
    heartbeat_url: str | None = field(default=None, repr=False)
    port: int = PORT


def read_environment(environment: Mapping[str, str]) -> tuple[FromEnvironment, list[str]]:
    """What the environment sets, and everything wrong with it; no value is ever repeated."""
    return _Reader(environment).read()


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._problems: list[str] = []

    def read(self) -> tuple[FromEnvironment, list[str]]:
        """Everything, in the order of the documentation."""
        found = FromEnvironment(
            telegram=self._telegram(),
            slack=self._slack(),
            sms=self._sms(),
            rasa_token=self._get("RASA_TOKEN"),
            database_url=self._database(),
            keys=self._keys(),
            public_url=self._address("PUBLIC_URL"),
            heartbeat_url=self._address("HEARTBEAT_URL"),
            port=self._port(),
        )
        return found, self._problems

    def _get(self, name: str) -> str | None:
        return self._environment.get(name, "").strip() or None

    def _telegram(self) -> dict[str, Any]:
        token = self._get("TELEGRAM_BOT_TOKEN")
        if token and ":" not in token:
            self._problems.append("TELEGRAM_BOT_TOKEN is not a bot's token; BotFather gives one like 123456:ABC…")
        return {"token": token, "api_url": self._address("TELEGRAM_API_URL") or TELEGRAM_API}

    def _slack(self) -> dict[str, Any]:
        bot, app, signing = map(self._get, ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"))
        if bot and not bot.startswith("xoxb-"):
            self._problems.append("SLACK_BOT_TOKEN must begin with xoxb- (Slack: OAuth & Permissions)")
        if app and not app.startswith("xapp-"):
            self._problems.append("SLACK_APP_TOKEN must begin with xapp- (Slack: App-Level Tokens)")
        if app and not bot:
            self._problems.append("SLACK_BOT_TOKEN is missing though SLACK_APP_TOKEN is set")
        address = self._address("SLACK_API_URL") or SLACK_API.rstrip("/")
        return {"bot_token": bot, "app_token": app, "signing_secret": signing, "api_url": f"{address}/"}

    def _sms(self) -> dict[str, Any]:
        account, token, number = map(self._get, TWILIO)
        missing = [name for name in TWILIO if not self._get(name)]
        if 0 < len(missing) < len(TWILIO):
            self._problems.append(f"{' and '.join(missing)} missing: texts need all of {', '.join(TWILIO)}")
        address = self._address("TWILIO_API_URL") or TWILIO_API
        return {"account": account, "token": token, "number": number, "api_url": address}

    def _database(self) -> str:
        written = self._get("DATABASE_URL") or DATABASE
        try:
            kind = sqlalchemy.make_url(written).get_backend_name()
        except (sqlalchemy.exc.ArgumentError, sqlalchemy.exc.NoSuchModuleError):
            kind = ""
        if kind not in {"sqlite", "postgresql", "postgres"}:
            self._problems.append(
                f"DATABASE_URL is not an address Doorstep can use: write {DATABASE} "
                "or postgresql://user:password@host/name"
            )
        return written

    def _keys(self) -> str | None:
        written = self._get("DOORSTEP_KEYS")
        if written:
            try:
                KeyRing.parse(written)
            except KeysError as error:
                self._problems.append(f"DOORSTEP_KEYS: {error}")
        return written

    def _address(self, name: str) -> str | None:
        written = self._get(name)
        if written is None:
            return None
        parts = urlsplit(written)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            self._problems.append(f"{name} must be an address like https://doorstep.example.com")
        return written.rstrip("/")

    def _port(self) -> int:
        written = self._get("PORT") or str(PORT)
        if written.isascii() and written.isdecimal() and 0 <= int(written) <= 65535:
            return int(written)
        self._problems.append("PORT must be a number between 0 and 65535")
        return PORT
