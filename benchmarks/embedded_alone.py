"""The embedded engine in a process of its own: says how it fares with the messages it is given, then serves HTTP.

    python -m benchmarks.embedded_alone MODEL KIT

Run by `benchmarks.intents`; one line of JSON comes in, one goes out.
"""

from __future__ import annotations

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from benchmarks.embedded import Kit, open_instruments
from benchmarks.rasa_alone import memory_mb, say
from intents.artifact import load
from intents.embedded import EmbeddedReader


def main(model: Path, kit: Kit) -> None:
    """Loads, reads, tells, and serves until it is ended."""
    messages = json.loads(sys.stdin.readline())
    started = time.perf_counter()
    reader = EmbeddedReader(load(model)[1], open_instruments(kit))
    reader.read("warm up", "driver")
    load_seconds = time.perf_counter() - started
    milliseconds = [reader.read(message["text"], message["audience"]).milliseconds for message in messages]
    server = _server(reader)
    say(load_seconds, memory_mb(), milliseconds, server.server_port)
    server.serve_forever()


def _server(reader: EmbeddedReader) -> HTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reading = reader.read(asked["text"], asked["audience"])
            answer = json.dumps({"intent": reading.intent, "confidence": reading.confidence}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return HTTPServer(("127.0.0.1", 0), Handler)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Kit(sys.argv[2]))
