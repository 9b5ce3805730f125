"""`steadfast move --to postgresql://…`: carries a practice from SQLite to an empty PostgreSQL and proves it equal.

The practice is stopped, or reads on and takes no writes meanwhile. The SQLite database stays as it was, and takes no
writes any more once everything was proved; until then nothing has changed for anybody.
"""

import argparse
import contextlib
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from steadfast.config import environment
from steadfast.config.command import practice
from steadfast.config.command.answer import BadInput, show


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="URL", required=True, help="the empty database, postgresql://user@host/name")


def run(options: argparse.Namespace) -> int:
    """Move; exit status 1 where the proof fails, 2 where it is refused; then the practice goes on as before."""
    began, folder = time.perf_counter(), practice.folder()
    file = folder / "steadfast.sqlite3"
    if not file.is_file():
        raise BadInput(f"no practice on SQLite in {folder}; --data DIR names another")
    environment.postgresql(options.to, "--to")
    os.environ["STEADFAST_DATABASE_URL"] = options.to
    practice.start_django()
    from steadfast.foundation.care.refusal import Refused

    try:
        with _locked(file, folder) as source:
            report = _moved(source, folder, _told if options.verbose else _silent)
    except Refused as refused:
        raise BadInput(f"{refused}. The practice goes on where it is.") from None
    report["seconds"] = round(time.perf_counter() - began, 1)
    show(report, _text(report), as_json=options.json)
    return 0 if report["equal"] and not report["findings"] else 1


@contextlib.contextmanager
def _locked(file: Path, folder: Path) -> Iterator[sqlite3.Connection]:
    """Hold the write lock of the source, with a note for its readers; the note goes unless the move was proved."""
    from steadfast.foundation import clock
    from steadfast.foundation.care import closing
    from steadfast.foundation.care.refusal import Refused

    if closing.state(folder) == "moved":
        raise Refused(
            f"the practice in {folder} was moved already; remove the file {folder / closing.NAME} to move again"
        )
    try:
        with (
            closing.moving(folder, to=_target(), now=clock.now()),
            contextlib.closing(sqlite3.connect(file, timeout=20, isolation_level=None)) as source,
        ):
            source.execute("BEGIN IMMEDIATE")
            yield source
    except sqlite3.OperationalError as error:
        raise Refused(f"{file}: {error}") from None


def _moved(source: sqlite3.Connection, folder: Path, told: Callable[[str], None]) -> dict[str, Any]:
    from steadfast.foundation import clock, schema, verify
    from steadfast.foundation.care import closing, runs
    from steadfast.foundation.care.moving import carrying, ground, tables

    ground.require_empty()
    with ground.emptied_on_failure():
        schema.bring_up()
        ground.require_same_tables(source)
        carried = tables.all_of_them()
        _told(f"{len(carried)} tables")
        carrying.carry(source, carried, told)
    ground.analyze()
    _told("search")
    ground.build_index()
    compared = [ground.compare(table, source) for table in carried]
    differ = [each["table"] for each in compared if each["here"] != each["there"]]
    _told("verify")
    findings = [str(finding) for finding in verify.run()]
    heads = ground.heads(source)
    is_equal = not differ and heads[0] == heads[1]
    if is_equal and not findings:
        closing.close(folder, to=_target(), now=clock.now())
        with runs.running("move", runs.COMMAND) as run:
            run.detail = {"rows": sum(each["rows"] for each in compared), "heads": heads[0]}
    return {
        "equal": is_equal,
        "tables": compared,
        "differ": differ,
        "rows": sum(each["rows"] for each in compared),
        "heads": heads,
        "findings": findings,
    }


def _target() -> str:
    """Return where the practice moves to, without the password."""
    return os.environ["STEADFAST_DATABASE_URL"].rpartition("@")[2].partition("?")[0]


def _silent(_words: str) -> None:
    """Name no table."""


def _told(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _text(report: dict[str, Any]) -> str:
    if not report["equal"]:
        return "\n".join(["The copy differs, so nothing was changed over. Differing:", *report["differ"]])
    lines = [f"{report['rows']:,} rows of {len(report['tables'])} tables are equal, chains {report['heads'][0]}, "
             f"{report['seconds']} s."]  # fmt: skip
    lines += report["findings"] or [
        "Verified: no drift. From now on start with STEADFAST_DATABASE_URL and this --data."
    ]
    return "\n".join(lines)
