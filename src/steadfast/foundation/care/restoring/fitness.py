"""May this archive become a practice here? By a program that knows its tables, on the same engine, with room for it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from steadfast.foundation.care import backup
from steadfast.foundation.care.manifest import Manifest
from steadfast.foundation.care.refusal import Refused


def require(manifest: Manifest, folder: Path, ours: str) -> None:
    """Raise Refused where the archive cannot be restored by Steadfast `ours`, here."""
    unknown = unknown_migrations(manifest.migrations)
    if unknown:
        raise Refused(
            f"it was made by a newer Steadfast: {manifest.steadfast} has {unknown[0]}, "
            f"which this one, {ours}, does not know; install Steadfast {manifest.steadfast} or later"
        )
    if manifest.engine != connection.vendor:
        raise Refused(
            f"it holds a practice on {manifest.engine}, and this is {connection.vendor}; "
            "restore it on its own engine, then `steadfast move` carries it"
        )
    backup.require_room(next(each for each in (folder, *folder.parents) if each.is_dir()), manifest.size)


def unknown_migrations(applied: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the migrations of a database that this program does not have."""
    known = set(MigrationLoader(None).disk_migrations)
    return [f"{app} {name}" for app, names in applied.items() for name in names if (app, name) not in known]
