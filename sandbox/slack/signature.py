"""Slack's signature of what it sends over HTTP."""

from __future__ import annotations

import hashlib
import hmac


def sign(secret: str, timestamp: int, body: str) -> dict[str, str]:
    """The headers that prove a request comes from Slack."""
    base = f"v0:{timestamp}:{body}"
    digest = hmac.new(secret.encode(), base.encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}
