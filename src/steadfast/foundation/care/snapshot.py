"""The database of one instant as one file, while others write on: SQLite's online backup, or pg_dump of a snapshot."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import psycopg
from django.db import connection

from steadfast.foundation.care import facts, programs
from steadfast.foundation.care.refusal import Refused


@dataclass(frozen=True)
class Snapshot:
    """`schema` is where the tables lie: "main" on SQLite."""

    engine: str
    schema: str
    facts: facts.Facts


def take(target: Path) -> Snapshot:
    """Write the practice's database into the file `target`; return what it held at that instant."""
    settings = connection.settings_dict
    taking: Callable[[Mapping[str, Any], Path], Snapshot] = {"sqlite": of_sqlite, "postgresql": of_postgresql}[
        connection.vendor
    ]
    return taking(settings, target)


def of_sqlite(settings: Mapping[str, Any], target: Path) -> Snapshot:
    """Copy in one step: writers go on into the log meanwhile, and the copy holds none of what they write."""
    source = Path(settings["NAME"]).absolute().as_uri() + "?mode=ro"
    try:
        with closing(sqlite3.connect(source, uri=True)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file and no log beside it
            said = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
            if said != "ok":
                raise Refused(f"the database is damaged: {said}")
            return Snapshot("sqlite", "main", facts.of(asking(copy), "sqlite"))
    except sqlite3.Error as error:
        raise Refused(f"the database cannot be copied: {error}") from None


def of_postgresql(settings: Mapping[str, Any], target: Path) -> Snapshot:
    """Dump and count in one snapshot, so that what the manifest says is what the dump holds."""
    with opened(settings) as live:
        live.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        schema, number = cast(tuple[str, int], live.execute("SELECT current_schema(), "
            "current_setting('server_version_num')::int / 10000").fetchone())  # fmt: skip
        shared = cast(tuple[str], live.execute("SELECT pg_export_snapshot()").fetchone())[0]
        words = ["-Fc", "-Z0", "--no-owner", "--no-privileges", f"--schema={schema}", f"--snapshot={shared}"]
        dump = programs.find("pg_dump", at_least=number)
        programs.run(dump, [*words, f"--file={target}", f"--dbname={programs.target(settings)}"], settings)
        return Snapshot("postgresql", schema, facts.of(asking(live), "postgresql"))


def opened(settings: Mapping[str, Any]) -> "psycopg.Connection[tuple[Any, ...]]":
    """Return a connection of our own to the PostgreSQL of Django's settings, with nothing of Django in it."""
    try:
        return psycopg.connect(
            programs.target(settings),
            password=settings.get("PASSWORD") or None,
            options=settings.get("OPTIONS", {}).get("options", ""),
        )
    except psycopg.Error as error:
        raise Refused(f"the database does not answer: {str(error).strip().splitlines()[0]}") from None


def asking(live: Any) -> facts.Ask:
    """Return a function that asks a raw connection of either engine."""

    def ask(sql: str) -> Sequence[Sequence[Any]]:
        return list(live.execute(sql).fetchall())

    return ask


def size() -> int:
    """Return the bytes of the practice's database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    file = Path(connection.settings_dict["NAME"])
    return sum(p.stat().st_size for p in (file, Path(f"{file}-wal")) if p.exists())
