"""HTTP answers that survive whatever a hostile test puts into them."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import Response


def json_answer(content: Any, status: int = 200) -> Response:
    """JSON in plain ASCII: half an emoji, which UTF-8 cannot hold, stays an escape."""
    return Response(json.dumps(content), status_code=status, media_type="application/json")
