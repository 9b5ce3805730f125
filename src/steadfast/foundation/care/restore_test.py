"""The restore test: the newest backup becomes a practice in a folder that is thrown away, as evidence that it can.

On PostgreSQL it needs a database of its own for a while; where the role may not make one, the test reads the archive
and the dump's list of contents, and says that it did no more.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from steadfast.foundation.care import archive, backup, places, plan, programs, runs, snapshot
from steadfast.foundation.care.refusal import Refused
from steadfast.foundation.care.runs import Origin

COMMAND = (sys.executable, "-P", "-m", "steadfast.config.command")


def restore_newest(*, origin: Origin, now: datetime) -> str:
    """Test the newest backup; return its name. Raises Refused where there is none or it does not restore."""
    planned = plan.read(now=now)
    with runs.running("restore test", origin) as run, tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        place = places.named(planned.place)
        newest = next(iter(place.kept(planned.mark)), None)
        if newest is None:
            raise Refused(f"there is no backup in {place.words}")
        run.name, run.place, run.size = newest.name, place.words, newest.size
        file = place.fetch(newest.name, Path(folder))
        with _database() as url:
            run.detail = _restored(file, Path(folder) / "restored", url) if url is not None else _read(file)
    return newest.name


def _restored(file: Path, folder: Path, url: str) -> dict[str, Any]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("STEADFAST_")}
    words = [*COMMAND, "restore", str(file), "--data", str(folder), "--json"]
    told = clean | ({"STEADFAST_DATABASE_URL": url} if url else {})
    done = subprocess.run(words, env=told, capture_output=True, text=True, check=False)
    if done.returncode == 2:
        raise Refused(done.stderr.strip().removeprefix("steadfast: "))
    if done.returncode not in (0, 1):
        raise Refused(f"the restore broke off: {(done.stderr.strip().splitlines() or ['it said nothing'])[-1]}")
    said: dict[str, Any] = json.loads(done.stdout)
    if said["findings"]:
        raise Refused(f"the restored practice does not verify: {said['findings'][0]}")
    return {"how": "restored and verified", "rows": said["rows"], "seconds": said["seconds"]}


def _read(file: Path) -> dict[str, Any]:
    manifest = archive.inspect(file)
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        backup.require_room(Path(folder), manifest.size)
        archive.unpack(file, Path(folder))
        dump = Path(folder) / archive.DATABASES[manifest.engine]
        listed = programs.run(programs.find("pg_restore", at_least=0), ["--list", str(dump)], connection.settings_dict)
    lines = sum(1 for line in listed.splitlines() if "TABLE DATA" in line)
    how = "read only: the role may not create a database, so nothing was restored"
    return {"how": how, "rows": manifest.rows, "tables": lines}


@contextmanager
def _database() -> Iterator[str | None]:
    """Yield "" on SQLite, on PostgreSQL the address of a scratch database, or None where the role may make none."""
    if connection.vendor == "sqlite":
        yield ""
        return
    name = f"steadfast_restore_test_{secrets.token_hex(4)}"
    if not _run(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))):
        yield None
        return
    try:
        yield _address(name)
    finally:
        _run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _run(statement: sql.Composed) -> bool:
    with snapshot.opened(connection.settings_dict) as live:
        live.autocommit = True
        try:
            live.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            return False
    return True


def _address(name: str) -> str:
    """Return our own address with another database's name."""
    said = connection.settings_dict
    user = quote(said["USER"], safe="") + (f":{quote(said['PASSWORD'], safe='')}" if said["PASSWORD"] else "")
    rest = {key: value for key, value in said["OPTIONS"].items() if key.startswith("ssl")}
    port = f":{said['PORT']}" if said["PORT"] else ""
    return f"postgresql://{user}@{port}/{name}?{urlencode({'host': said['HOST'], **rest})}"
