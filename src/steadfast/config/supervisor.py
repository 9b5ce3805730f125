"""One process that starts two, web and worker, restarts one that died, and stops both on SIGTERM or Ctrl-C.

Invariant: a child outlives neither a stop (it is killed when it does not end in time) nor the supervisor itself (it
watches its parent). No Django here: this process only waits.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

import structlog

from steadfast.config import logs

log = structlog.get_logger()

EVERY, STEADY, STOP_IN = 0.2, 30.0, 12.0
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0


@dataclass
class Child:
    """One process to keep alive: its command, when it was started, how often it died soon after, when to start it."""

    name: str
    command: list[str]
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
        self.process = subprocess.Popen(self.command, start_new_session=True)
        self.started = now
        log.info("started", process=self.name, pid=self.process.pid)

    def bury(self, now: float) -> None:
        assert self.process is not None
        self.deaths = 1 if now - self.started > STEADY else self.deaths + 1
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (self.deaths - 1))
        log.error("died", process=self.name, pid=self.process.pid, status=self.process.returncode, restart_in_s=wait)
        self.process, self.start_at = None, now + wait

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
    """Keep web and worker alive until a signal comes."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stopping.set())
    command = [sys.executable, "-P", "-m", "steadfast.config.command"]
    children = [
        Child("web", [*command, "web", "--host", host, "--port", str(port)]),
        Child("worker", [*command, "work"]),
    ]
    announced = False
    while not stopping.wait(EVERY):
        for child in children:
            child.keep_alive(time.monotonic())
        if not announced and answers(host, port):
            announced = True
            print(f"Steadfast is at http://localhost:{port}  (Ctrl-C stops it)", flush=True)
    end(children)


def answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def end(children: list[Child]) -> None:
    log.info("stopping")
    for child in children:
        child.stop()
    by = time.monotonic() + STOP_IN
    for child in children:
        child.end(by)
    log.info("stopped")


if __name__ == "__main__":
    logs.configure()
    run(sys.argv[1], int(sys.argv[2]))
