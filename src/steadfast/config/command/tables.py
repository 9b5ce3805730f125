"""Brings tables and collected static files up to date, and does nothing when they are: a second start takes no time."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import Storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from steadfast.foundation import joined, schema


def pending() -> bool:
    """Tell whether some migration has not been applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date(*, tell: bool = False) -> None:
    """Apply missing migrations and collect changed static files; `tell` says first what one waits for."""
    if pending():
        if tell:
            print("Making the tables ready; this can take a minute.", flush=True)
        schema.bring_up()
    collect_static()


def collect_static() -> None:
    """Collect static files when one was added, changed or removed since the last time."""
    stamp = Path(settings.STATIC_ROOT).parent / "static.stamp"
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)


def fingerprint() -> str:
    """Return a digest of every static file at its source: name, size and time, or its text where it is joined."""
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for name, storage in finder.list(None):
            digest.update(f"{name} {_state(name, storage)}\n".encode())
    return digest.hexdigest()


def _state(name: str, storage: Storage) -> str:
    if isinstance(storage, joined.Joining):
        return joined.text(name)
    found = Path(storage.path(name)).stat()
    return f"{found.st_size} {found.st_mtime_ns}"
