"""What each make-believe service offers to the server: HTTP routes and control verbs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

from starlette.routing import BaseRoute

Verb = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]
"""A control verb: takes the JSON body of POST /_/NAME, returns what is answered. Raises Refused."""


class Refused(Exception):  # noqa: N818 - it reads as what happened
    """A control verb was asked for something impossible; the message says what and why (HTTP 400)."""


class Service(Protocol):
    """One make-believe service."""

    @property
    def underway(self) -> int:
        """How many things are on their way to the bot, which it has not acknowledged yet."""
        ...

    def routes(self) -> Sequence[BaseRoute]:
        """The service's own HTTP and WebSocket routes, with the paths of the real service."""
        ...

    def verbs(self) -> Mapping[str, Verb]:
        """What a person (or a test) may do in this service, by verb name, e.g. "tg.say"."""
        ...

    async def close(self) -> None:
        """End what is under way."""
        ...
