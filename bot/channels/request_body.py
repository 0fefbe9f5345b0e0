"""Reads what a service posts to a webhook, and no more than a service would ever post."""

from __future__ import annotations

from starlette.requests import Request

MOST_BYTES = 1024 * 1024


async def limited_body(request: Request, most: int = MOST_BYTES) -> bytes | None:
    """The body, or None as soon as it proves longer than `most` bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)
