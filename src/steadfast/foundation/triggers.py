"""Triggers that refuse UPDATE, DELETE and REPLACE on insert-only tables, and those that an app adds, on both engines.

Installed anew after every migration, because SQLite drops them when it rebuilds a table. They stop accidents and make
tampering deliberate; what detects tampering is the hash chain (Citus, for one, may refuse triggers altogether).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models

PG_FUNCTION = "foundation_refuse"
PG_BODY = "BEGIN RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END"


@dataclass(frozen=True)
class Trigger:
    """One trigger. On PostgreSQL it calls a function without arguments, whose body stands here."""

    name: str
    table: str
    sql: str
    function: str = PG_FUNCTION
    body: str = PG_BODY


Maker = Callable[[], Iterable[Trigger]]
_makers: list[Maker] = []


def register(maker: Maker) -> None:
    """Add the triggers that `maker` gives for the engine in use."""
    _makers.append(maker)


def insert_only_models() -> list[type[models.Model]]:
    """Return the models that say `insert_only = True`."""
    return [model for model in apps.get_models() if getattr(model, "insert_only", False) and model._meta.managed]


def expected() -> list[Trigger]:
    """Return the triggers that should stand on the tables that exist."""
    tables = set(connection.introspection.table_names())
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    guards = [trigger for model in insert_only_models() for trigger in make(model)]
    added = [trigger for maker in _makers for trigger in maker()]
    return [trigger for trigger in guards + added if trigger.table in tables]


def install() -> None:
    """Put every trigger in place, replacing those that differ."""
    triggers = expected()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, body in {trigger.function: trigger.body for trigger in triggers}.items():
                cursor.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
        for trigger in triggers:
            on = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on}")
            cursor.execute(trigger.sql)


def remove(triggers: Iterable[Trigger] | None = None) -> None:
    """Take some triggers away, or all: that only for a test that must flush its tables, and for nothing else."""
    with connection.cursor() as cursor:
        for trigger in expected() if triggers is None else triggers:
            on = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on}")


def missing() -> list[str]:
    """Return the names of triggers that are absent, switched off or changed."""
    present = _present_postgresql() if connection.vendor == "postgresql" else _present_sqlite()
    return sorted(trigger.name for trigger in expected() if present.get(trigger.name) != _fingerprint(trigger))


def _fingerprint(trigger: Trigger) -> str:
    return trigger.body if connection.vendor == "postgresql" else trigger.sql


def _sqlite(model: type[models.Model]) -> Iterator[Trigger]:
    table = model._meta.db_table
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
    for verb in ("update", "delete"):
        name = f"{table}_refuses_{verb}"
        yield Trigger(name, table, f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} {refuse}")
    # REPLACE fires delete triggers only with recursive_triggers=ON, which a bare sqlite3 shell has not.
    same = " OR ".join(_same(columns) for columns in _unique_columns(model))
    name = f"{table}_refuses_replace"
    when = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
    yield Trigger(name, table, f"CREATE TRIGGER {name} BEFORE INSERT ON {table} {when} {refuse}")


def _postgresql(model: type[models.Model]) -> Iterator[Trigger]:
    table = model._meta.db_table
    for verb, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
        name = f"{table}_refuses_{verb}"
        sql = f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} FOR EACH {each} EXECUTE FUNCTION {PG_FUNCTION}()"
        yield Trigger(name, table, sql)


def _unique_columns(model: type[models.Model]) -> Iterator[list[str]]:
    """Yield the columns of every unique key: REPLACE deletes a row that collides on any of them."""
    for field in model._meta.concrete_fields:
        if field.unique:
            yield [str(field.column)]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields and not constraint.condition:
            yield [_column(model, name) for name in constraint.fields]


def _column(model: type[models.Model], name: str) -> str:
    return next(str(field.column) for field in model._meta.concrete_fields if name in {field.name, field.attname})


def _same(columns: list[str]) -> str:
    return "(" + " AND ".join(f"{column} = NEW.{column}" for column in columns) + ")"


def _present_sqlite() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _present_postgresql() -> dict[str, str]:
    """Return the body of what each enabled trigger in our schema calls."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, trim(p.prosrc) FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE c.relnamespace = current_schema()::regnamespace"
            " AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
        )
        return dict(cursor.fetchall())
