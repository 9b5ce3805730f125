"""PostgreSQL's own programs: dumping and restoring is theirs, by the version of the server or a later one."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

from steadfast.foundation.care.refusal import Refused

FOLDERS = Path("/usr/lib/postgresql")


def find(name: str, *, at_least: int) -> Path:
    """Return the oldest program of this name that knows a server of this major version."""
    folders = sorted(FOLDERS.glob("*/bin"), key=lambda folder: _number(folder.parent.name))
    on_path = shutil.which(name)
    for program in [*(folder / name for folder in folders), *([Path(on_path)] if on_path else [])]:
        if program.exists() and version(program) >= at_least:
            return program
    raise Refused(f"no {name} of version {at_least} or later was found (Debian: apt install postgresql-client)")


def version(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    return _number(said)


def run(program: Path, words: list[str], settings: Mapping[str, Any]) -> str:
    """Run a program against the database of Django's settings; return what it printed, raise Refused with its error."""
    told = {**os.environ, "PGPASSWORD": str(settings.get("PASSWORD") or ""), "LC_ALL": "C"}  # seen by no other user
    done = subprocess.run([program, *words], env=told, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused(f"{program.name} failed: {(done.stderr.strip().splitlines() or ['it said nothing'])[0]}")
    return done.stdout


def target(settings: Mapping[str, Any]) -> str:
    """Return how a program is told which database, without the password."""
    rest = {key: value for key, value in settings.get("OPTIONS", {}).items() if key in {"sslmode", "sslrootcert"}}
    named = {"host": "HOST", "port": "PORT", "user": "USER", "dbname": "NAME"}
    return make_conninfo("", **{key: settings[name] for key, name in named.items() if settings.get(name)}, **rest)


def _number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0
