"""The Bot API methods by which a bot gets its updates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from sandbox.telegram_errors import bad_request
from sandbox.telegram_request import Parameters
from sandbox.telegram_updates import Updates, Webhook

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")


class Receiving:
    """Long polling or a webhook, never both."""

    def __init__(self, updates: Updates) -> None:
        self._updates = updates

    def methods(self) -> Mapping[str, Any]:
        """The methods by name."""
        return {
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
        }

    async def _get_updates(self, given: Parameters) -> list[dict[str, Any]]:
        self._allow(given)
        offset, limit, seconds = given.get("offset", 0), given.get("limit", 100), given.get("timeout", 0)
        return await self._updates.poll(offset, limit, seconds)

    async def _set_webhook(self, given: Parameters) -> bool:
        url, secret = given["url"], given.get("secret_token", "")
        if url and not _is_local(url):
            raise bad_request(f"bad webhook: the sandbox calls only this machine, not {url}")
        if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
            raise bad_request("secret token contains unallowed characters")
        self._allow(given)
        webhook = Webhook(url, secret, given.get("max_connections", 40)) if url else None
        return self._receive_by(webhook, given)

    async def _delete_webhook(self, given: Parameters) -> bool:
        return self._receive_by(None, given)

    def _receive_by(self, webhook: Webhook | None, given: Parameters) -> bool:
        if given.get("drop_pending_updates"):
            self._updates.drop_all()
        self._updates.set_webhook(webhook)
        return True

    async def _webhook_info(self, _given: Parameters) -> dict[str, Any]:
        webhook = self._updates.webhook
        info: dict[str, Any] = {
            "url": webhook.url if webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": self._updates.pending,
        }
        if webhook:
            info["max_connections"] = webhook.max_connections
        if webhook and webhook.last_error_at:
            info |= {"last_error_date": webhook.last_error_at, "last_error_message": webhook.last_error}
        if self._updates.allowed:
            info["allowed_updates"] = list(self._updates.allowed)
        return info

    def _allow(self, given: Parameters) -> None:
        # A call that names no kinds leaves them as they were.
        if "allowed_updates" in given:
            self._updates.allowed = tuple(given["allowed_updates"])


def _is_local(url: str) -> bool:
    try:
        address = urlsplit(url)
    except ValueError:
        return False
    return address.scheme in ("http", "https") and address.hostname in LOOPBACK_HOSTS
