"""The sign of life for the outside: an address that is fetched while all is well, so that silence alarms."""

from __future__ import annotations

import logging
from typing import Final

import httpx

log = logging.getLogger(__name__)
SECONDS: Final = 10.0


class Heartbeat:
    """Fetches the address each time it is told that all is well; does nothing where there is none.

    The address is a secret of its own: whoever knows it can feign that Doorstep lives. It is never logged.
    """

    def __init__(self, url: str | None, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._url = url
        self._transport = transport

    async def beat(self) -> None:
        """Shows that all is well; a failure is logged, and the watchdog will notice it by itself."""
        if self._url is None:
            return
        try:
            async with httpx.AsyncClient(timeout=SECONDS, transport=self._transport) as client:
                response = await client.get(self._url)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            log.warning("HEARTBEAT_URL cannot be fetched (%s)", type(error).__name__)
            return
        if response.is_error:
            log.warning("HEARTBEAT_URL answers HTTP %s", response.status_code)
