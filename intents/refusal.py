"""The model that was refused, remembered beside the one in service: no start may bring it back."""

from __future__ import annotations

from pathlib import Path


def refuse(artifact: Path, origin: str) -> None:
    """Remembers what the refused model was learnt from."""
    artifact.parent.mkdir(parents=True, exist_ok=True)
    _note(artifact).write_text(origin + "\n", encoding="utf-8")


def is_refused(artifact: Path, origin: str) -> bool:
    """Whether a model learnt from just this was refused."""
    note = _note(artifact)
    return note.exists() and note.read_text(encoding="utf-8").strip() == origin


def forget(artifact: Path) -> None:
    """Another model is in service now."""
    _note(artifact).unlink(missing_ok=True)


def _note(artifact: Path) -> Path:
    return artifact.with_name(f"{artifact.name}.refused")
