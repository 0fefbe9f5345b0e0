"""What the tuned encoder makes of the lines that it was not taught, worked out when it was made.

Every new model is judged by these lines, and to weigh them anew would take longer than all the learning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

OPINIONS: Final = "opinions.npz"
_KEY_BYTES: Final = 8


def key_of(addressed: str) -> bytes:
    """What a text is found by, its writer's audience before it."""
    return hashlib.blake2b(addressed.encode(), digest_size=_KEY_BYTES).digest()


def save(folder: Path, version: str, texts: list[str], logits: NDArray[np.float32]) -> None:
    """Keeps the encoder's logits for these texts, one row for each, beside the encoder of this version."""
    keys = np.frombuffer(b"".join(map(key_of, texts)), dtype=np.uint8).reshape(len(texts), _KEY_BYTES)
    known_for = np.frombuffer(version.encode(), dtype=np.uint8)
    # Sixteen bits tell a hundredth of a logit; more would only fill the repository.
    np.savez_compressed(folder / OPINIONS, keys=keys, logits=logits.astype(np.float16), version=known_for)


def load(folder: Path, version: str) -> Mapping[bytes, NDArray[np.float16]]:
    """The logits by `key_of` the text; none where they are missing or another encoder's."""
    try:
        with (folder / OPINIONS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            if arrays["version"].tobytes().decode() != version:
                return {}
            keys, logits = arrays["keys"], arrays["logits"]
            return {key.tobytes(): row for key, row in zip(keys, logits, strict=True)}
    except Exception:  # a damaged file can fail anywhere, and what it kept is only worked out again
        return {}
