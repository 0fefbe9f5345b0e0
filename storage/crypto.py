"""Encryption at rest: AES-256-GCM with a key id, so that keys can be rotated.

A sealed value is: one byte key id, twelve bytes nonce, ciphertext with its tag.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from storage.errors import KeysError

NONCE_BYTES = 12
KEY_BYTES = 32


class KeyRing:
    """The encryption keys, newest first: the first one seals, every one opens."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            raise KeysError("No encryption key: set DOORSTEP_KEYS (make one with `doorstep doctor --new-key`).")
        self._ciphers: dict[int, AESGCM] = {}
        for key in keys:
            number = key_id(key)
            if number in self._ciphers:
                raise KeysError("Two keys in DOORSTEP_KEYS share a key id: replace the newer one by another.")
            self._ciphers[number] = AESGCM(key)
        self._newest = key_id(keys[0])
        self._first = keys[0]

    @classmethod
    def parse(cls, text: str) -> KeyRing:
        """Reads DOORSTEP_KEYS: base64 keys of 32 bytes, separated by commas, newest first."""
        return cls([_decode_key(part) for part in text.split(",") if part.strip()])

    @property
    def newest(self) -> int:
        """The id of the key that seals."""
        return self._newest

    def derived(self, purpose: bytes) -> bytes:
        """Another key for another purpose, from which the newest key cannot be told."""
        return hmac.digest(self._first, b"doorstep " + purpose, "sha256")

    def seal(self, plain: bytes, purpose: bytes) -> bytes:
        """Encrypts `plain`; only `open` with the same purpose gives it back."""
        nonce = os.urandom(NONCE_BYTES)
        return bytes([self._newest]) + nonce + self._ciphers[self._newest].encrypt(nonce, plain, purpose)

    def open(self, sealed: bytes, purpose: bytes) -> bytes:
        """Decrypts; KeysError when no key of the ring fits."""
        cipher = self._ciphers.get(sealed[0])
        if cipher is None:
            raise KeysError(f"Data sealed with key id {sealed[0]}, which DOORSTEP_KEYS lacks: add that key again.")
        try:
            return cipher.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], purpose)
        except InvalidTag:
            raise KeysError(f"Sealed data does not fit key id {sealed[0]}: the key or the data changed.") from None


def key_id(key: bytes) -> int:
    """The id by which sealed data names its key: the first byte of the key's SHA-256."""
    return hashlib.sha256(key).digest()[0]


def new_key() -> str:
    """A fresh key in the form DOORSTEP_KEYS takes."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()


def key_file(path: Path) -> KeyRing:
    """The keys in a file, which is made with one fresh key (readable by its owner only) when absent."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(new_key() + "\n")
    return KeyRing.parse(path.read_text().strip().replace("\n", ","))


def _decode_key(text: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeysError("Each key in DOORSTEP_KEYS must be 32 bytes in base64 (`doorstep doctor --new-key`).")
    return key


_ring: KeyRing | None = None


def use_keys(ring: KeyRing) -> None:
    """The keys for every sealed column of this process: a column type cannot be handed them otherwise."""
    global _ring
    _ring = ring


def keys_in_use() -> KeyRing:
    """The keys given to `use_keys`; KeysError when none were."""
    if _ring is None:
        raise KeysError("No encryption keys loaded: open the database through storage.database.Database.")
    return _ring


class SealedText(TypeDecorator[str]):
    """A text column encrypted at rest. It cannot be searched: every sealing differs."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Seals on the way in."""
        return (
            None
            if value is None
            else keys_in_use().seal(value.encode("utf-8", "surrogatepass"), self.purpose.encode())
        )

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Opens on the way out."""
        if value is None:
            return None
        return keys_in_use().open(bytes(value), self.purpose.encode()).decode("utf-8", "surrogatepass")


class SealedJson(TypeDecorator[Any]):
    """A JSON column encrypted at rest."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Seals on the way in."""
        if value is None:
            return None
        plain = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
        return keys_in_use().seal(plain, self.purpose.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """Opens on the way out."""
        if value is None:
            return None
        return json.loads(keys_in_use().open(bytes(value), self.purpose.encode()).decode("utf-8", "surrogatepass"))
