"""`steadfast restore FILE --data DIR`: makes a practice of an archive, on the engine that it was made on.

Everything that can be refused is refused before anything is touched. The practice is unpacked aside, brought up to
date and verified there, and only then put in place.
"""

import argparse
import contextlib
import os
import shutil
import time
from pathlib import Path
from typing import Any

from steadfast import VERSION
from steadfast.config.command import archives, practice
from steadfast.config.command.answer import BadInput, show

STAGING = ".restoring"  # what is unpacked lies here, in the folder itself, until it is whole


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="an archive of `steadfast backup`, a file or s3://bucket/prefix/name"
    )
    parser.add_argument("--replace", action="store_true", help="put a practice that is there aside, and keep it")


def run(options: argparse.Namespace) -> int:
    """Restore; exit status 1 when the restored practice does not verify, 2 when nothing was restored."""
    began, folder = time.perf_counter(), practice.folder()
    practice.refuse_network(folder)
    _set_up(folder / STAGING)
    from steadfast.foundation.care.refusal import Refused

    try:
        with archives.opened(options.file) as file:
            report = _checked(file, folder, replace=options.replace)
    except Refused as refused:
        raise BadInput(f"{options.file}: {refused}. Nothing was restored.") from None
    report["seconds"] = round(time.perf_counter() - began, 1)
    show(report, _text(report), as_json=options.json)
    return 1 if report["findings"] else 0


def _checked(file: Path, folder: Path, *, replace: bool) -> dict[str, Any]:
    """Refuse what can be refused, then restore with the folder to ourselves."""
    from steadfast.foundation.care import archive, occupancy
    from steadfast.foundation.care.restoring import database, fitness, places

    manifest = archive.inspect(file)
    fitness.require(manifest, folder, VERSION)
    places.require_empty(folder, replace=replace)
    if manifest.engine == "postgresql":
        database.require_empty(manifest.schema, replace=replace)
    practice.make_folder(folder)
    with occupancy.alone(folder):
        return _restore(file, manifest, folder)


def _restore(file: Path, manifest: Any, folder: Path) -> dict[str, Any]:
    from steadfast.foundation import clock
    from steadfast.foundation.care import archive
    from steadfast.foundation.care.restoring import database, finishing, places

    now, staging, on_server = clock.now(), folder / STAGING, manifest.engine == "postgresql"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    try:
        archive.unpack(file, staging)
        with database.put_aside(now) if on_server else contextlib.nullcontext() as schema:
            database.load(manifest, staging)
            done = finishing.finish(manifest, file.name)
        aside = places.put_aside(folder, now)
        places.put_in_place(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    told = {"engine": manifest.engine, "made_at": manifest.made_at, "made_by": manifest.steadfast}
    return {
        "file": str(file),
        "data": str(folder),
        **told,
        "rows": manifest.rows,
        "files": len(manifest.members),
        "has_secret": manifest.has_secret,
        "replaced": [str(each) for each in (aside, schema) if each],
        **done,
    }


def _set_up(staging: Path) -> None:
    """Set Django up over the staging folder, without opening a database."""
    os.environ["STEADFAST_DATA"] = str(staging)
    os.environ["DJANGO_SETTINGS_MODULE"] = "steadfast.config.settings"
    import django

    django.setup()


def _text(report: dict[str, Any]) -> str:
    made = f"made {report['made_at']:%Y-%m-%d %H:%M} UTC by Steadfast {report['made_by']}"
    lines = [
        f"Restored {report['rows']:,} rows on {report['engine']} into {report['data']} ({made}), {report['seconds']} s."
    ]
    if report["migrated"]:
        lines.append(f"Its tables were brought up by {len(report['migrated'])} migrations.")
    lines += [f"What was there is kept: {each}" for each in report["replaced"]]
    if not report["has_secret"]:
        lines.append("The archive holds no secret: start with the STEADFAST_SECRET of that practice.")
    lines += report["findings"] or ["Verified: no drift."]
    return "\n".join(lines)
