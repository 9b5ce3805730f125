"""Triggers that put what changed on the list of what is due, in the transaction of the change.

No writer can forget them, neither a bulk import nor an operation that was written later. On SQLite a document stands
on the list once; on PostgreSQL each statement leaves its own row, as one that another transaction takes away meanwhile
would be missed. `rest` takes them away before migrations: SQLite remakes no table that another's trigger names.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from steadfast.foundation import triggers
from steadfast.foundation.search import sources
from steadfast.foundation.search.sources import Source, Watch
from steadfast.foundation.triggers import Trigger

DUE = "foundation_searchdue"


def watchers() -> Iterator[Trigger]:
    """Yield the triggers of the engine in use, once there is a list."""
    if DUE not in connection.introspection.table_names():
        return
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    for source in sources.every():
        for place, watch in enumerate(source.watches):
            yield from make(source, watch, f"search_{source.name}_{place}")


def rest(**_: Any) -> None:
    """Before migrations: take the triggers away."""
    tables = set(connection.introspection.table_names())
    if DUE in tables:
        triggers.remove(trigger for trigger in watchers() if trigger.table in tables)


def _sqlite(source: Source, watch: Watch, name: str) -> Iterator[Trigger]:
    new, old = _of(watch.refs, "NEW"), _of(watch.refs, "OLD")
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in watch.columns)
    for verb, row, refs, condition in (
        ("INSERT", "NEW", new, ""),
        (f"UPDATE OF {', '.join(watch.columns)}", "NEW", f"{new} UNION {old}", f"({changed})"),
        ("DELETE", "OLD", old, ""),
    ):
        if watch.is_named_elsewhere and not condition:
            continue
        conditions = [text for text in (_of(watch.when, row), condition) if text]
        when = f"WHEN {' AND '.join(conditions)}" if conditions else ""
        known = f"SELECT 1 FROM {DUE} AS due WHERE due.source = {source.code} AND due.ref = touched.ref"
        fresh = f"WHERE touched.ref IS NOT NULL AND NOT EXISTS ({known})"
        touched = f"SELECT {source.code}, ref FROM (SELECT NULL AS ref UNION {refs}) AS touched"
        own = f"{name}_{verb.split()[0].lower()}"
        head = f"CREATE TRIGGER {own} AFTER {verb} ON {watch.table} {when}"
        yield Trigger(own, watch.table, f"{head} BEGIN INSERT INTO {DUE} (source, ref) {touched} {fresh}; END")


def _postgresql(source: Source, watch: Watch, name: str) -> Iterator[Trigger]:
    new, old = _of(watch.refs, "come"), _of(watch.refs, "gone")
    pairs = f"gone JOIN come ON gone.{watch.key} = come.{watch.key}"
    before, now = (", ".join(f"{row}.{column}" for column in watch.columns) for row in ("gone", "come"))
    for verb, tables, rows, row, refs, condition in (
        ("INSERT", "NEW TABLE AS come", "come", "come", new, ""),
        ("UPDATE", "OLD TABLE AS gone NEW TABLE AS come", pairs, "come", f"{new} UNION {old}",
         f"({before}) IS DISTINCT FROM ({now})"),
        ("DELETE", "OLD TABLE AS gone", "gone", "gone", old, ""),
    ):  # fmt: skip
        if watch.is_named_elsewhere and not condition:
            continue
        conditions = [text for text in ("touched.ref IS NOT NULL", _of(watch.when, row), condition) if text]
        chosen = f"SELECT DISTINCT {source.code}, touched.ref FROM {rows} CROSS JOIN LATERAL ({refs}) AS touched (ref)"
        own = f"{name}_{verb.lower()}"
        head = f"CREATE TRIGGER {own} AFTER {verb} ON {watch.table} REFERENCING {tables} FOR EACH STATEMENT"
        mark = f"INSERT INTO {DUE} (source, ref) {chosen} WHERE {' AND '.join(conditions)}"
        yield Trigger(own, watch.table, f"{head} EXECUTE FUNCTION {own}()", own, f"BEGIN {mark}; RETURN NULL; END")


def _of(sql: str, row: str) -> str:
    """Return a watch's SQL with its `row` called by the name that it has in this trigger."""
    return sql.replace("row.", f"{row}.")
