"""Personal data replaced by made-up data of the same kind, before the review sees a message or a file keeps it."""

from __future__ import annotations

from handlers.disguise.disguise import Disguise

__all__ = ["Disguise"]
