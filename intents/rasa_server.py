"""Asking a Rasa server what it takes a text for, within a time that is kept whatever the server does."""

from __future__ import annotations

import time
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from json import loads
from math import isfinite
from typing import Any, Final

import httpx

from intents.contract import INTENTS

LIMIT_SECONDS: Final = 1.5
_SIDE_BY_SIDE: Final = 4
_KEPT_SECONDS: Final = 4.0
"""Rasa's server drops a connection after five idle seconds: it is better dropped here before."""
_LARGEST_ANSWER: Final = 200_000


class Trouble(StrEnum):
    """Why Rasa gave no reading."""

    UNREACHABLE = "unreachable"
    SLOW = "slow"
    REFUSED = "refused"
    FAILED = "failed"
    UNREADABLE = "unreadable"
    FOREIGN = "foreign"
    RESTING = "resting"

    @property
    def words(self) -> str:
        """For people."""
        return _WORDS[self]


_WORDS: Final[dict[Trouble, str]] = {
    Trouble.UNREACHABLE: "it cannot be reached: is it running (make rasa), is intents → rasa_url right?",
    Trouble.SLOW: f"it did not answer within {LIMIT_SECONDS} s",
    Trouble.REFUSED: "it refuses the token: RASA_TOKEN must be the one that the server was started with",
    Trouble.FAILED: "it answers with an error: its own output says more",
    Trouble.UNREADABLE: "what it answers is not what a Rasa server says: is intents → rasa_url right?",
    Trouble.FOREIGN: "its model does not know Doorstep's intents: train it with make rasa",
    Trouble.RESTING: "it was too slow a moment ago and is left alone for a while",
}


class RasaError(Exception):
    """No reading came of asking; never leaves this room, since the embedded engine answers instead."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.words)
        self.trouble: Final = trouble


class RasaServer:
    """One Rasa server, over a connection that is kept. Safe to share between threads."""

    def __init__(self, url: str, token: str, seconds: float = LIMIT_SECONDS) -> None:
        self._seconds = seconds
        # The machine's proxy is for the world outside; what people write does not pass through it.
        self._client = httpx.Client(
            base_url=url,
            params={"token": token},
            timeout=seconds,
            limits=httpx.Limits(keepalive_expiry=_KEPT_SECONDS),
            trust_env=False,
        )
        # The client limits each step of an answer, not their sum: a server that drips would never end.
        self._threads = ThreadPoolExecutor(_SIDE_BY_SIDE, "rasa")
        self._closing = weakref.finalize(self, _close, self._threads, self._client)

    def chances(self, text: str) -> dict[str, float]:
        """How likely each intent is, of both audiences; RasaError when that cannot be learnt in time."""
        asking = self._threads.submit(self._ask, text, time.monotonic() + self._seconds)
        try:
            status, body = asking.result(self._seconds)
        except (TimeoutError, httpx.TimeoutException):
            asking.cancel()
            raise RasaError(Trouble.SLOW) from None
        except (httpx.DecodingError, httpx.RemoteProtocolError) as error:
            raise RasaError(Trouble.UNREADABLE) from error
        except (httpx.HTTPError, OSError) as error:
            raise RasaError(Trouble.UNREACHABLE) from error
        return _chances_in(status, body)

    def close(self) -> None:
        """Gives the connection back; happens by itself when nobody uses the server any more."""
        self._closing()

    def _ask(self, text: str, until: float) -> tuple[int, bytes]:
        with self._client.stream("POST", "/model/parse", json={"text": text}) as response:
            return response.status_code, b"".join(_in_time(response.iter_bytes(), until))


def _close(threads: ThreadPoolExecutor, client: httpx.Client) -> None:
    threads.shutdown(wait=False, cancel_futures=True)
    client.close()


def _chances_in(status: int, body: bytes) -> dict[str, float]:
    """The intents and their probabilities in an answer to /model/parse."""
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        raise RasaError(Trouble.REFUSED)
    if status != httpx.codes.OK:
        raise RasaError(Trouble.FAILED)
    try:
        ranking = loads(body)["intent_ranking"]
        found = {str(row["name"]): _probability(row["confidence"]) for row in ranking}
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise RasaError(Trouble.UNREADABLE) from error
    if found.keys() != INTENTS.keys():
        raise RasaError(Trouble.FOREIGN)
    return found


def _probability(written: Any) -> float:
    value = float(written)
    if not isfinite(value) or not 0.0 <= value <= 1.0 + 1e-6:
        raise ValueError("not a probability")
    return value


def _in_time(pieces: Iterator[bytes], until: float) -> Iterator[bytes]:
    """The pieces of an answer, as long as they come in time and make no more than an answer can be."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > _LARGEST_ANSWER:
            raise RasaError(Trouble.UNREADABLE)
        if time.monotonic() > until:
            raise RasaError(Trouble.SLOW)
        yield piece
