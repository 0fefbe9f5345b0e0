"""A stand-in for a Rasa server on this machine: answers as it is told, and keeps what it was asked."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from intents.contract import INTENTS

TOKEN = "the right token & more"


def ranking(**chances: float) -> dict[str, Any]:
    """An answer of Rasa's with these probabilities; the other intents share what is left."""
    rest = (1 - sum(chances.values())) / (len(INTENTS) - len(chances))
    everything = {name: chances.get(name, rest) for name in INTENTS}
    rows = [{"name": name, "confidence": chance} for name, chance in everything.items()]
    rows.sort(key=lambda row: -float(str(row["confidence"])))
    return {"intent": rows[0], "entities": [], "intent_ranking": rows}


class RasaStub:
    """What it answers, and what it was asked."""

    def __init__(self) -> None:
        self.url = ""
        self.status = 200
        self.body = json.dumps(ranking(ask_gate_code=0.999)).encode()
        self.asked: list[str] = []
        self.connections = 0
        self.released = threading.Event()
        """Set when a server that hangs may end."""
        self.piecewise: Callable[[], Iterator[bytes]] | None = None
        """The body in pieces, for a server that drips."""
        self.hangs = False

    def says(self, **chances: float) -> None:
        """From now on it answers this."""
        self.body = json.dumps(ranking(**chances)).encode()


@contextlib.contextmanager
def rasa_stub() -> Iterator[RasaStub]:
    """A stub that serves until the block ends."""
    stub = RasaStub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            stub.connections += 1

        def do_POST(self) -> None:
            address = urlsplit(self.path)
            text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"]
            if parse_qs(address.query) != {"token": [TOKEN]}:
                self._answer(401, b'{"status": "failure", "code": 401}')
                return
            stub.asked.append(text)
            if stub.hangs:
                stub.released.wait()
                return
            self._answer(stub.status if address.path == "/model/parse" else 404, stub.body)

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            if stub.piecewise:
                self.send_header("Connection", "close")
                self.end_headers()
                with contextlib.suppress(OSError):  # the client has had enough
                    for piece in stub.piecewise():
                        self.wfile.write(piece)
                return
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing in the tests' output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub.url = f"http://127.0.0.1:{server.server_port}"
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        yield stub
    finally:
        stub.released.set()
        server.shutdown()
        serving.join()
        server.daemon_threads = True
        server.server_close()
