"""Reads a Bot API call out of an HTTP request: query, form, multipart or JSON, and files sent along."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox.telegram_errors import bad_request
from sandbox.telegram_files import Upload
from sandbox.telegram_schema import METHODS

Parameters = dict[str, Any]

ATTACHED = "attach://"
FILE_PARAMETERS = ("photo", "document", "voice")


async def read_call(request: Request, method: str) -> tuple[Parameters, dict[str, Upload]]:
    """The call's parameters, and the files that they may speak of as attach://NAME."""
    parameters: Parameters = dict(request.query_params)
    attachments: dict[str, Upload] = {}
    if request.headers.get("content-type", "").startswith("application/json"):
        return parameters | _json(await request.body()), attachments
    async with request.form() as form:
        for name, value in form.items():
            if isinstance(value, str):
                parameters[name] = value
                continue
            kept = parameters if name in METHODS[method] else attachments
            kept[name] = await _upload(value)
    return parameters, attachments


def attach(parameters: Parameters, attachments: Mapping[str, Upload]) -> None:
    """Put the files in the place of the attach://NAME that speak of them."""
    for name in FILE_PARAMETERS:
        if name in parameters:
            parameters[name] = _attached(parameters[name], name, attachments)
    for item in parameters.get("media", []):
        item["media"] = _attached(item["media"], "media", attachments)


def _attached(given: str | Upload, name: str, attachments: Mapping[str, Upload]) -> str | Upload:
    if isinstance(given, Upload) or not given.startswith(ATTACHED):
        return given
    attached = attachments.get(given.removeprefix(ATTACHED))
    if attached is None:
        raise bad_request(f"there is no {name} in the request")
    return attached


def _json(body: bytes) -> Parameters:
    try:
        given = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("object expected")
    return given


async def _upload(part: UploadFile) -> Upload:
    content_type = part.content_type or "application/octet-stream"
    return Upload(part.filename or "file", await part.read(), content_type)
