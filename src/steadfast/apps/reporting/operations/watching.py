"""Watching: triggers that mark the months of whatever changes in the register, in the transaction of the change.

A trigger sees every writer, also an import in bulk and a hand in SQL, and no writer can forget it. On SQLite there is
one writer at a time, so one mark a month is enough; on PostgreSQL each statement leaves its own, because a mark that
another transaction takes away meanwhile would be missed.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from steadfast.apps.reporting.models import MonthStatement, MonthTouched
from steadfast.foundation import triggers
from steadfast.foundation.triggers import Trigger

REGISTER, MOVES, BATCHES, MARKS = (
    "commitments_commitment",
    "commitments_move",
    "imports_batch",
    "reporting_monthtouched",
)
FACTS = (
    "due_month", "due_at", "done_at", "felt_due_at", "closed_as", "kind", "direction", "priority", "client_id",
    "team_id", "batch_id",
)  # fmt: skip


def watchers() -> Iterator[Trigger]:
    """Yield the triggers of the engine in use, once there are marks."""
    if MARKS not in connection.introspection.table_names():
        return
    yield from _postgresql() if connection.vendor == "postgresql" else _sqlite()


def rest(**_: Any) -> None:
    """Before migrations: take the watchers away and mark every month, as a migration may do anything.

    SQLite refuses to make a table anew while a trigger of another table names it. They stand again afterwards.
    """
    tables = set(connection.introspection.table_names())
    if not {MARKS, MonthStatement._meta.db_table} <= tables:
        return
    triggers.remove(trigger for trigger in watchers() if trigger.table in tables)
    if MonthStatement.objects.exists():
        mark_all()


def mark_all() -> None:
    """Mark every month: what is counted of any is counted from the register until it is stated anew."""
    MonthTouched.objects.create(month=None)


def are_missing() -> bool:
    """Tell whether a watcher does not stand, so that no mark can be trusted."""
    return bool({trigger.name for trigger in watchers()} & set(triggers.missing()))


def _sqlite() -> Iterator[Trigger]:
    before = "SELECT OLD.due_month AS month UNION SELECT NEW.due_month"
    moves = f"SELECT from_month FROM {MOVES} WHERE commitment_id = NEW.id"
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in FACTS)
    for verb, table, when, months in (
        ("INSERT", REGISTER, "", "SELECT NEW.due_month AS month"),
        (f"UPDATE OF {', '.join(FACTS)}", REGISTER, f"WHEN {changed}", f"{before} UNION {moves}"),
        ("DELETE", REGISTER, "", "SELECT OLD.due_month AS month"),
        ("INSERT", MOVES, "", "SELECT NEW.from_month AS month"),
    ):
        name = f"{table}_marks_{verb.split()[0].lower()}"
        fresh = f"NOT EXISTS (SELECT 1 FROM {MARKS} WHERE {MARKS}.month = touched.month)"
        mark = f"INSERT INTO {MARKS} (month) SELECT month FROM ({months}) AS touched WHERE {fresh};"
        yield Trigger(name, table, f"CREATE TRIGGER {name} AFTER {verb} ON {table} {when} BEGIN {mark} END")
    shown = "WHEN OLD.state IS NOT NEW.state AND 'shown' IN (OLD.state, NEW.state)"
    mark = f"INSERT INTO {MARKS} (month) VALUES (NULL);"
    name = f"{BATCHES}_marks_update"
    yield Trigger(name, BATCHES, f"CREATE TRIGGER {name} AFTER UPDATE OF state ON {BATCHES} {shown} BEGIN {mark} END")


def _postgresql() -> Iterator[Trigger]:
    old, new = (", ".join(f"{row}.{name}" for name in FACTS) for row in ("gone", "come"))
    both = "SELECT gone.due_month UNION SELECT come.due_month"
    moves = f"SELECT from_month FROM {MOVES} WHERE commitment_id = come.id"
    pairs = f"gone JOIN come USING (id) CROSS JOIN LATERAL ({both} UNION {moves}) AS touched (month)"
    shown = "gone.state IS DISTINCT FROM come.state AND 'shown' IN (gone.state, come.state)"
    for verb, table, months in (
        ("INSERT", REGISTER, "SELECT DISTINCT due_month FROM come"),
        ("UPDATE", REGISTER, f"SELECT DISTINCT month FROM {pairs} WHERE ({old}) IS DISTINCT FROM ({new})"),
        ("DELETE", REGISTER, "SELECT DISTINCT due_month FROM gone"),
        ("INSERT", MOVES, "SELECT DISTINCT from_month FROM come"),
        ("UPDATE", BATCHES, f"SELECT DISTINCT NULL::date FROM gone JOIN come USING (id) WHERE {shown}"),
    ):
        name = f"{table}_marks_{verb.lower()}"
        seen = {"INSERT": "NEW TABLE AS come", "DELETE": "OLD TABLE AS gone"}
        rows = seen.get(verb, "OLD TABLE AS gone NEW TABLE AS come")
        sql = f"CREATE TRIGGER {name} AFTER {verb} ON {table} REFERENCING {rows} FOR EACH STATEMENT"
        body = f"BEGIN INSERT INTO {MARKS} (month) {months}; RETURN NULL; END"
        yield Trigger(name, table, f"{sql} EXECUTE FUNCTION {name}()", name, body)
