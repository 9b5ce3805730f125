"""Practices in folders and databases of their own, with the real command over them, on the engine under test."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString, cast

import psycopg

from tests import ready
from tests.apps.foundation import machine

COMMAND = [sys.executable, "-P", "-m", "steadfast.config.command"]


@dataclass
class Practice:
    """A folder and, on PostgreSQL, the address of its database."""

    folder: Path
    url: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("STEADFAST_", "DJANGO_"))}
        url = {"STEADFAST_DATABASE_URL": self.url} if self.url else {}
        return clean | {"STEADFAST_DATA": str(self.folder)} | url | self.settings

    def steadfast(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        line = [*COMMAND, *map(str, words)]
        return subprocess.run(line, env=self.environment, capture_output=True, text=True, timeout=120, check=False)

    def json(self, *words: object) -> dict[str, Any]:
        """Run a command that must end well; return its JSON."""
        done = self.steadfast(*words, "--json")
        assert done.returncode == 0, done.stderr + done.stdout
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def python(self, program: str) -> str:
        """Run a program with Django set up over the practice; return what it printed."""
        text = f"from steadfast.config.command import practice\npractice.start_django()\n{program}"
        line = [sys.executable, "-c", text]
        done = subprocess.run(line, env=self.environment, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self, sql: str) -> list[list[Any]]:
        """Ask the database itself, which starts no Django."""
        rows: list[tuple[Any, ...]]
        if self.url:
            with psycopg.connect(self.url) as server:
                rows = server.execute(cast(LiteralString, sql)).fetchall()
        else:
            with closing(sqlite3.connect(f"file:{self.folder}/steadfast.sqlite3?mode=rw", uri=True)) as file:
                rows = file.execute(sql).fetchall()
        found: list[list[Any]] = json.loads(json.dumps(rows, default=str))
        return found


def made(folder: Path) -> Practice:
    """Return a new, filled practice; `dropped` ends it."""
    practice = empty(folder, with_tables=True)
    line = [sys.executable, "-m", "tests.care.fill"]
    done = subprocess.run(line, env=practice.environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return practice


def empty(folder: Path, *, with_tables: bool = False) -> Practice:
    """Return an empty folder and, on PostgreSQL, an empty database; or with nobody's tables in it."""
    server = os.environ.get("STEADFAST_DATABASE_URL", "")
    if not server:
        if with_tables:
            ready.lay(folder)
        return Practice(folder)
    name = f"care_{os.getpid()}_{abs(hash(str(folder))) % 10**9}"
    origin = ready.template(server) if with_tables else "template1"
    machine.server(server, f"CREATE DATABASE {name} TEMPLATE {origin}")
    return Practice(folder, machine.at(server, name))


def dropped(practice: Practice) -> None:
    if practice.url:
        machine.server(
            practice.url, f"DROP DATABASE IF EXISTS {practice.url.split('?')[0].rpartition('/')[2]} WITH (FORCE)"
        )


@contextmanager
def copied(template: Practice, folder: Path) -> Iterator[Practice]:
    """Yield a copy of a practice."""
    shutil.copytree(template.folder, folder)
    copy = Practice(folder)
    if template.url:
        name = f"care_{os.getpid()}_{abs(hash(str(folder))) % 10**9}"
        machine.server(template.url, f"CREATE DATABASE {name} TEMPLATE {template.url.split('?')[0].rpartition('/')[2]}")
        copy.url = machine.at(template.url, name)
    try:
        yield copy
    finally:
        dropped(copy)
