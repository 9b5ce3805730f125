"""A practice with its tables and nobody in it, made once for a run of the tests: whatever needs one copies it.

Making the tables and collecting the files takes a second or two each time. Whoever of the run's processes needs them
first makes them, on each engine, while the others wait. Without a run around it nothing is copied, and
`practice.make()` makes them as ever.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg

from tests.apps.foundation import machine

RUN = "READY_FOR_TESTS"  # the variable that names the folder of a run to all its processes
MAKE = "from steadfast.config.command import practice; practice.make()"
PARTS = ("steadfast.sqlite3", "static", "static.stamp")  # a secret is each practice's own


@contextlib.contextmanager
def run() -> Iterator[None]:
    """Have what is inside share one practice; within a run this is that run."""
    if RUN in os.environ:
        yield
        return
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of processes would each compile the whole program
    with tempfile.TemporaryDirectory(prefix="steadfast-ready-") as folder:
        os.environ[RUN] = folder
        try:
            yield
        finally:
            _forget(Path(os.environ.pop(RUN)))


def lay(folder: Path) -> None:
    """Put the tables where a practice is to be: a folder that is empty or not there."""
    if RUN not in os.environ:
        return
    made = kept("sqlite", _make)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for part in PARTS:
        (shutil.copytree if (made / part).is_dir() else shutil.copy2)(made / part, folder / part)


def template(server: str) -> str:
    """Return the name of a database with the tables on the server at an address, to be copied by CREATE DATABASE."""
    if RUN not in os.environ:
        return "template1"
    name = f"ready_{hashlib.sha256(f'{os.environ[RUN]} {server}'.encode()).hexdigest()[:12]}"

    def make(folder: Path) -> None:
        machine.server(server, f"CREATE DATABASE {name}")
        _make(folder, STEADFAST_DATABASE_URL=machine.at(server, name))
        (folder / "server").write_text(server)

    kept(name, make)
    return name


def offer(database: dict[str, Any], server: str) -> None:
    """Have Django's test database begin as a copy."""
    if server:
        database.setdefault("TEST", {})["TEMPLATE"] = template(server)
    else:
        file = Path(database["TEST"]["NAME"])
        lay(file.parent / f"{file.name}.from")
        shutil.move(file.parent / f"{file.name}.from" / PARTS[0], file)


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of a name in the run; the first of its processes makes it, and others wait for it."""
    folder = Path(os.environ[RUN]) / name
    part, lock = folder.with_name(f"{name}.part"), folder.with_name(f"{name}.lock")
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not folder.exists():
            make(part)
            part.rename(folder)
    return folder


def _make(folder: Path, **settings: str) -> None:
    """Make a practice as a first start makes it."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("STEADFAST_", "DJANGO_"))}
    told = clean | {"STEADFAST_DATA": str(folder)} | settings
    made = subprocess.run([sys.executable, "-c", MAKE], env=told, capture_output=True, text=True, check=False)
    if made.returncode:
        raise RuntimeError(f"no practice could be made: {made.stderr}")


def _forget(folder: Path) -> None:
    """Drop what was made on servers that still answer."""
    for note in folder.glob("ready_*/server"):
        with contextlib.suppress(psycopg.OperationalError):
            machine.server(note.read_text(), f"DROP DATABASE IF EXISTS {note.parent.name} WITH (FORCE)")
