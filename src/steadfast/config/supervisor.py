"""One process that starts web and worker, and a replica where one is wanted; restarts what died, stops all on a signal.

Invariant: a child outlives neither a stop (it is killed when it does not end in time) nor the supervisor itself (it
watches its parent; the replica, a program of others, is ended by the kernel). No Django here: this process only waits.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from steadfast.config import logs, replica

log = structlog.get_logger()

EVERY, STEADY, STOP_IN, COPY_IN = 0.2, 30.0, 12.0, 5.0  # seconds
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
REPLICA = "replica"
FIRST = "FIRST_LINK_OF_PRACTICE"  # from `serve` to here: where the first member begins
PORT = "PORT_OF_PRACTICE"  # from here to the worker, whose letters name it


@dataclass
class Child:
    """One process to keep alive: its command, when it was started, how often it died soon after, when to start it."""

    name: str
    command: list[str]
    variables: dict[str, str] | None = None
    before: Callable[[], None] | None = None
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0
    start_at: float = 0.0

    def keep_alive(self, now: float) -> None:
        """Start the process when it is due; note its death and say when to start it anew."""
        if self.process is None:
            if now >= self.start_at:
                self.start(now)
        elif self.process.poll() is not None:
            self.bury(now)

    def start(self, now: float) -> None:
        # A session of its own: Ctrl-C reaches the supervisor alone, which then stops its children in order.
        # This process has one thread, so that a function between fork and exec (`before`) is safe.
        self.started = now
        try:
            self.process = subprocess.Popen(
                self.command, start_new_session=True, env=self.variables, preexec_fn=self.before
            )
        except OSError as error:  # a program that was removed since
            self.wait(now, error.strerror or "cannot be started")
            return
        log.info("started", process=self.name, pid=self.process.pid)

    def bury(self, now: float) -> None:
        assert self.process is not None
        dead, self.process = self.process, None
        self.wait(now, "died", pid=dead.pid, status=dead.returncode)

    def wait(self, now: float, why: str, **more: int) -> None:
        """Say why the process does not run and when it is tried again, later each time."""
        self.deaths = 1 if now - self.started > STEADY else self.deaths + 1
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (self.deaths - 1))
        log.error(why, process=self.name, **more, restart_in_s=wait)
        self.start_at = now + wait

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def end(self, by: float) -> None:
        """Wait for the end until `by`, then kill the process and all that it started."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, by - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.error("killed", process=self.name, pid=self.process.pid)
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def run(host: str, port: int) -> None:
    """Keep the processes alive until a signal comes."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stopping.set())
    first = os.environ.pop(FIRST, "")  # no child needs it
    os.environ[PORT] = str(port)
    children = family(host, port)
    announced = False
    while not stopping.wait(EVERY):
        for child in children:
            child.keep_alive(time.monotonic())
        if not announced and answers(host, port):
            announced = True
            print(greeting(port, first), flush=True)
    end(children)


def family(host: str, port: int) -> list[Child]:
    """Return the processes to keep alive."""
    command = [sys.executable, "-P", "-m", "steadfast.config.command"]
    web, work = ["web", "--host", host, "--port", str(port), "--verbose"], ["work", "--verbose"]
    found = [Child("web", [*command, *web]), Child("worker", [*command, *work])]
    copying = replica.command(Path(os.environ["STEADFAST_DATA"])) if replica.target() else []
    if copying:
        found.append(Child(REPLICA, copying, replica.variables(), replica.die_with_parent))
    return found


def greeting(port: int, first: str) -> str:
    """Say where the practice is, and last of all where its first member begins, while there is none."""
    said = f"Steadfast is at http://localhost:{port}  (Ctrl-C stops it)"
    if not first:
        return said
    return f"{said}\n\nNo member yet. Set up your practice here; the link works once:\n\n    {first}\n"


def answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def stop(children: list[Child], seconds: float) -> None:
    """Ask all at once, and wait no longer than that for all of them."""
    for child in children:
        child.stop()
    by = time.monotonic() + seconds
    for child in children:
        child.end(by)


def end(children: list[Child]) -> None:
    """Stop all; the replica last, so that it copies what the others wrote at their end."""
    log.info("stopping")
    copying = [child for child in children if child.name == REPLICA]
    stop([child for child in children if child not in copying], STOP_IN)
    stop(copying, COPY_IN)
    log.info("stopped")


if __name__ == "__main__":
    logs.configure()
    run(sys.argv[1], int(sys.argv[2]))
