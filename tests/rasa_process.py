"""A real Rasa: trained and served by the commands that `make rasa` uses."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx

PROJECT = Path(__file__).parents[1]
COMMAND = PROJECT / "tools" / "rasa"
TOKEN = "a token of the tests"
MISSING = (
    None
    if (PROJECT / ".venv-rasa" / ".installed").exists()
    else "there is no Rasa here: `make rasa-env` gets it (needs Python 3.10)"
)


class RasaProcessError(Exception):
    """Rasa did not do as told; the message is what it said."""


def train(training_dir: Path, model: Path) -> None:
    """Trains by the pipeline of config.yml."""
    done = subprocess.run(
        [COMMAND, "train", training_dir, model], cwd=model.parent, capture_output=True, text=True, check=False
    )
    if done.returncode or not model.exists():
        raise RasaProcessError(done.stdout + done.stderr)


@contextlib.contextmanager
def serving(model: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Runs a server; gives its address once it answers, and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = model.parent / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [COMMAND, "serve", str(port), model],
            cwd=model.parent,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "RASA_TOKEN": TOKEN},
        )
    try:
        url = f"http://127.0.0.1:{port}"
        # Waits half a second after the first refusal, and each time twice as long as before.
        with httpx.Client(transport=httpx.HTTPTransport(retries=8), timeout=60) as client:
            answer = client.get(f"{url}/status", params={"token": TOKEN})
        if answer.status_code != httpx.codes.OK:
            raise RasaProcessError(log.read_text())
        yield url, process
    finally:
        process.kill()
        process.wait()
