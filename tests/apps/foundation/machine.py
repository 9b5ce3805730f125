"""A database of its own and real processes over it, for what only kills and races show. Both engines."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

PATIENCE = 60  # seconds that a thing may take on a busy machine before the test fails

type Standing = dict[str, Any]


@dataclass
class Machine:
    """Processes over one database. `folder` is the test's; the database lies there, or on the server at `url`."""

    folder: Path
    url: str = ""
    started: list[subprocess.Popen[str]] = field(default_factory=list)
    watcher: subprocess.Popen[str] | None = None

    @property
    def stop_file(self) -> Path:
        return self.folder / "stop"

    def start(self, chore: str, *args: object) -> subprocess.Popen[str]:
        """Start a process that does a chore."""
        environment = {**os.environ, "STEADFAST_DATA": str(self.folder), "STOP": str(self.stop_file)}
        environment |= {"STEADFAST_DATABASE_URL": self.url, "STEADFAST_SECRET": "tests"}
        command = [sys.executable, "-m", "tests.apps.foundation.process", chore, *map(str, args)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True, start_new_session=True
        )
        self.started.append(process)
        return process

    def do(self, chore: str, *args: object) -> str:
        """Do a chore to its end; return what it printed."""
        process = self.start(chore, *args)
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err
        return out

    def standing(self) -> Standing:
        """Return how things stand in the database (chores.standing), asking one process that stays for it."""
        if self.watcher is None:
            self.watcher = self.start("watch")
        assert self.watcher.stdin and self.watcher.stdout
        self.watcher.stdin.write("\n")
        self.watcher.stdin.flush()
        standing: Standing = json.loads(self.watcher.stdout.readline())
        return standing

    def finish_work(self, done: Callable[[Standing], bool], period: float = 1.5) -> Standing:
        """Start a worker, wait until things stand as `done` says, stop it in order, return how they stand then."""
        worker = self.start("work", period)
        self.until(lambda: done(self.standing()))
        self.stop_file.touch()
        _, errors = worker.communicate(timeout=PATIENCE)
        assert worker.returncode == 0, errors
        return self.standing()

    def until(self, reached: Callable[[], bool]) -> None:
        """Look again and again until it is reached."""
        deadline = time.monotonic() + PATIENCE
        while not reached():
            assert time.monotonic() < deadline, f"waited in vain; things stand so: {self.standing()}"
            time.sleep(0.05)

    def killed_at(self, file: Path, chore: str, *args: object) -> None:
        """Start a chore and kill -9 it at the moment when it made the file."""
        process = self.start(chore, *args)
        self.until(file.exists)
        kill(process)

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    """Kill -9: no handler runs, no transaction is ended."""
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=PATIENCE)


def copied(template: Machine, folder: Path) -> Machine:
    """Return a machine over a copy of the template's database."""
    if not template.url:
        shutil.copy(template.folder / "steadfast.sqlite3", folder)
        return Machine(folder)
    name = f"copy_{os.getpid()}_{time.monotonic_ns()}"
    server(template.url, f"CREATE DATABASE {name} TEMPLATE {urlsplit(template.url).path[1:]}")
    return Machine(folder, at(template.url, name))


def drop(machine: Machine) -> None:
    if machine.url:
        server(machine.url, f"DROP DATABASE {urlsplit(machine.url).path[1:]} WITH (FORCE)")


def at(url: str, name: str) -> str:
    """Return the address of another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def server(url: str, statement: str) -> None:
    with psycopg.connect(at(url, "postgres"), autocommit=True) as connection:
        connection.execute(statement)
