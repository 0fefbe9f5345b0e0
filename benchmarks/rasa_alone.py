"""Rasa in a process of its own, by Rasa's own Python 3.10: says how it fares with the messages it is given.

    .venv-rasa/bin/python -m benchmarks.rasa_alone MODEL

Run by `benchmarks.intents`; one line of JSON comes in, one goes out.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
import time
from pathlib import Path


def memory_mb() -> float:
    """What this process holds in memory now (Linux)."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def say(load_seconds: float, memory: float, milliseconds: list[float], port: int = 0) -> None:
    """To whoever measures."""
    found = {"load_seconds": load_seconds, "memory_mb": memory, "milliseconds": milliseconds, "port": port}
    print("measured:", json.dumps(found), flush=True)


async def main(model: str) -> None:
    """Loads, reads and tells."""
    messages = json.loads(sys.stdin.readline())
    started = time.perf_counter()
    agent = importlib.import_module("rasa.core.agent").Agent.load(model)
    await agent.parse_message("warm up")
    load_seconds = time.perf_counter() - started
    milliseconds = []
    for message in messages:
        started = time.perf_counter()
        await agent.parse_message(message["text"])
        milliseconds.append((time.perf_counter() - started) * 1000)
    say(load_seconds, memory_mb(), milliseconds)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
