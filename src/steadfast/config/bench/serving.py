"""The two processes of a practice, started as its supervisor starts them, on a free port of this machine alone."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.db import connection

from steadfast.config.bench import footprint

BEGINS_IN, ENDS_IN = 180.0, 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Served:
    """The port of the pages, and the processes."""

    port: int
    server: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes]

    def cpu(self) -> dict[str, float]:
        """Return the seconds of CPU so far, by server, worker and, where it is a process of its own, database."""
        found = {"server": _spent(self.server.pid), "worker": _spent(self.worker.pid)}
        return found | ({"database": _spent(_postmaster())} if connection.vendor == "postgresql" else {})


@contextmanager
def served() -> Iterator[Served]:
    """Serve the practice of this process until the end of the block; footprint.NoAnswer if it does not come up."""
    port = footprint.free_port()
    with ExitStack() as ending:
        server = ending.enter_context(_process("web", "--port", str(port)))
        found = Served(port, server, ending.enter_context(_process("work")))
        _wait(port, server)
        yield found


@contextmanager
def _process(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [*footprint.STEADFAST, *words]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(ENDS_IN)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + BEGINS_IN
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(HTTPException, OSError):
            asking = HTTPConnection("127.0.0.1", port, timeout=footprint.PATIENCE)
            asking.request("GET", "/healthz")
            if asking.getresponse().status == 200:
                return
        time.sleep(footprint.OFTEN)
    raise footprint.NoAnswer("the practice did not come up")


def _spent(pid: int) -> float:
    """Return the CPU of a process and of all that it started; one that ends meanwhile counts with its parent."""
    total = 0.0
    for one in footprint.family(pid):
        with suppress(OSError):
            total += footprint.cpu(one)
    return total


def _postmaster() -> int:
    """Return the process of which the database server's other processes are children."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])
