"""The two processes of a practice, started as the supervisor starts them, killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "steadfast.config.command"]


@dataclass
class Processes:
    """`web` and `work` over one folder. Each is a group of its own, so that a kill takes all of it at once.

    `lease` is that of the worker in seconds, 0 the usual one.
    """

    folder: Path
    environment: dict[str, str]
    port: int = 0
    lease: float = 0
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        line = [*COMMAND, name, "--data", str(self.folder)] + (["--port", str(self.port)] if name == "web" else [])
        if name == "work" and self.lease:
            line = [sys.executable, "-m", "tests.storm.work", str(self.lease), str(self.folder)]
        with (self.folder.parent / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                line, env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, name: str) -> None:
        """Kill -9 the process and all that it started."""
        os.killpg(self.running[name].pid, signal.SIGKILL)
        self.running[name].wait()

    def wait_for_pages(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.running["web"].poll() is not None:
                    self.start("web")  # the port of the one killed was still taken
                time.sleep(0.1)
        raise TimeoutError("the web process does not answer")

    def end(self) -> None:
        for name in self.running:
            if self.running[name].poll() is None:
                self.kill(name)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number
