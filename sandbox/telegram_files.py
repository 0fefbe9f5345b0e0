"""The files that Telegram keeps: photos, documents and voice recordings, in both directions."""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sandbox.telegram_errors import bad_request

DOWNLOAD_MOST = 20 * 1024 * 1024
UPLOAD_MOST = {"photo": 10 * 1024 * 1024, "document": 50 * 1024 * 1024, "voice": 50 * 1024 * 1024}
THUMBNAIL_SIDE = 90


@dataclass(frozen=True)
class Upload:
    """A file as it comes in: from a bot's multipart request or from a user's phone."""

    name: str
    data: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True)
class StoredFile:
    """A file with the ids that Telegram gave it."""

    file_id: str
    unique_id: str
    path: str
    upload: Upload

    def reference(self) -> dict[str, Any]:
        """The fields every kind of file object has."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.upload.data),
        }


class Files:
    """Every file of the sandbox's Telegram, by its id and by its download path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def get(self, file_id: str) -> StoredFile:
        """A file by its id."""
        if file_id not in self._by_id:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return self._by_id[file_id]

    def at(self, path: str) -> StoredFile | None:
        """A file by its download path."""
        return self._by_path.get(path)

    def shown(self, unique_id: str) -> StoredFile | None:
        """A file by its unique id, under which the demo page shows it."""
        return next((file for file in self._by_id.values() if file.unique_id == unique_id), None)

    def photo(self, upload: Upload) -> dict[str, Any]:
        """The part of a Message that shows a photo: the same picture in two sizes."""
        size = picture_size(upload.data)
        if size is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        longest = max(size)
        small = [max(1, side * THUMBNAIL_SIDE // longest) for side in size] if longest else [1, 1]
        sizes = [small, list(size)] if longest > THUMBNAIL_SIDE else [list(size)]
        return {
            "photo": [
                {**self._store("photo", upload).reference(), "width": width, "height": height}
                for width, height in sizes
            ]
        }

    def document(self, upload: Upload) -> dict[str, Any]:
        """The part of a Message that holds a document."""
        stored = self._store("document", upload)
        return {
            "document": {
                **stored.reference(),
                "file_name": upload.name,
                "mime_type": upload.content_type,
            }
        }

    def voice(self, upload: Upload, duration: int) -> dict[str, Any]:
        """The part of a Message that holds a voice recording."""
        stored = self._store("voice", upload)
        return {"voice": {**stored.reference(), "duration": duration, "mime_type": "audio/ogg"}}

    def _store(self, kind: str, upload: Upload) -> StoredFile:
        if not upload.data:
            raise bad_request("file must be non-empty")
        if len(upload.data) > UPLOAD_MOST[kind]:
            raise bad_request(f"file is too big; a {kind} may have {UPLOAD_MOST[kind]} bytes")
        suffix = PurePosixPath(upload.name).suffix
        path = f"{kind}s/file_{len(self._by_id)}{suffix}"
        stored = StoredFile(secrets.token_urlsafe(36), secrets.token_urlsafe(10), path, upload)
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF or JPEG picture; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return struct.unpack("<HH", data[6:10])
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        # The frame headers, which hold the size; C4, C8 and CC between them mean something else.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
