"""Puts the database of an unpacked archive where Django's settings say, into nothing, or beside what is kept aside."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import sql

from steadfast.foundation.care import archive, facts, programs, snapshot
from steadfast.foundation.care.manifest import Manifest
from steadfast.foundation.care.refusal import Refused

NOT_OURS = re.compile(r"^\d+; \d+ \d+ (SCHEMA - |COMMENT - SCHEMA |ACL - SCHEMA )")
IN_USE = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def load(manifest: Manifest, folder: Path) -> None:
    """Make the database of the unpacked file; raise Refused where it does not hold what the manifest says."""
    file = folder / archive.DATABASES[manifest.engine]
    if manifest.engine == "sqlite":
        file.rename(folder / "steadfast.sqlite3")
    else:
        _restore(file)
        file.unlink()
    require_same(manifest)


def require_same(manifest: Manifest) -> None:
    """Raise Refused where the open database differs from the manifest in tables, rows, chains or migrations."""
    with connection.cursor() as cursor:

        def ask(statement: str) -> list[Any]:
            cursor.execute(statement)
            return list(cursor.fetchall())

        found = facts.of(ask, connection.vendor)
    for name, said, is_there in (
        ("migrations", {k: list(v) for k, v in manifest.migrations.items()}, found.migrations),
        ("rows", dict(manifest.counts), found.counts),
        ("chains", {k: list(v) for k, v in manifest.chains.items()}, found.chains),
    ):
        if said != is_there:
            raise Refused(f"the restored database differs from its manifest in {name}")


def require_empty(schema: str, *, replace: bool) -> None:
    """Raise Refused unless the PostgreSQL of the settings is empty, or nobody is at work on what shall be replaced."""
    with snapshot.opened(connection.settings_dict) as live:
        ask = snapshot.asking(live)
        here = ask("SELECT current_schema()")[0][0]
        if here != schema:
            raise Refused(f"it holds the schema {schema}, and this connection works in {here}")
        tables = facts.tables(ask, "postgresql")
        if tables and not replace:
            raise Refused(
                f"the database is not empty: it has {len(tables)} tables; another one, or --replace, which keeps them"
            )
        if tables and ask(IN_USE)[0][0]:
            raise Refused("somebody is connected to the database; stop the practice first")


@contextmanager
def put_aside(now: datetime) -> Iterator[str | None]:
    """Rename a schema that has tables and make it anew, empty; an error in the block renames it back."""
    with snapshot.opened(connection.settings_dict) as live:
        ask = snapshot.asking(live)
        schema = str(ask("SELECT current_schema()")[0][0])
        has_tables = bool(facts.tables(ask, "postgresql"))
        aside = f"replaced_{now:%Y%m%d_%H%M%S}"
        names = {"now": sql.Identifier(schema), "aside": sql.Identifier(aside)}
        if has_tables:
            live.execute(sql.SQL("ALTER SCHEMA {now} RENAME TO {aside}").format(**names))
            live.execute(sql.SQL("CREATE SCHEMA {now}").format(**names))
    try:
        yield aside if has_tables else None
    except BaseException:
        if has_tables:
            with snapshot.opened(connection.settings_dict) as live:
                live.execute(sql.SQL("DROP SCHEMA {now} CASCADE").format(**names))
                live.execute(sql.SQL("ALTER SCHEMA {aside} RENAME TO {now}").format(**names))
        raise


def _restore(dump: Path) -> None:
    settings = connection.settings_dict
    with snapshot.opened(settings) as live:
        server = int(snapshot.asking(live)("SELECT current_setting('server_version_num')::int / 10000")[0][0])
    program = programs.find("pg_restore", at_least=server)
    content = programs.run(program, ["--list", str(dump)], settings).splitlines()
    chosen = dump.with_suffix(".list")  # the schema itself is there already
    chosen.write_text("\n".join(line for line in content if not NOT_OURS.match(line)))
    words = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", f"--use-list={chosen}"]
    programs.run(program, [*words, f"--dbname={programs.target(settings)}", str(dump)], settings)
    chosen.unlink()
    with snapshot.opened(settings) as live:
        live.autocommit = True
        live.execute("ANALYZE")
