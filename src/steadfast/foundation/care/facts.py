"""What a database holds, asked in plain SQL so that a copy of it can be asked as well: versions, counts, heads."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

type Ask = Callable[[str], Sequence[Sequence[Any]]]

TABLES = {
    "sqlite": "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    " AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
}
VERSION = {"sqlite": "SELECT sqlite_version()", "postgresql": "SHOW server_version"}


@dataclass(frozen=True)
class Facts:
    """`migrations`: names by app; `counts`: rows by table; `chains`: [last number, head] by chain."""

    engine_version: str
    migrations: dict[str, list[str]]
    counts: dict[str, int]
    chains: dict[str, list[Any]]


def of(ask: Ask, engine: str) -> Facts:
    """Return what a database of ours holds."""
    names = tables(ask, engine)
    return Facts(
        engine_version=str(ask(VERSION[engine])[0][0]).split()[0],
        migrations=migrations(ask),
        counts={name: int(ask(f'SELECT count(*) FROM "{name}"')[0][0]) for name in names},
        chains=chains(ask),
    )


def tables(ask: Ask, engine: str) -> list[str]:
    return [str(row[0]) for row in ask(TABLES[engine])]


def migrations(ask: Ask) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for app, name in ask("SELECT app, name FROM django_migrations ORDER BY app, name"):
        found.setdefault(app, []).append(name)
    return found


def chains(ask: Ask) -> dict[str, list[Any]]:
    rows = ask("SELECT id, seq, head FROM foundation_chain ORDER BY id")
    return {str(key): [seq, bytes(head).hex()] for key, seq, head in rows}


def seal(chains: dict[str, list[Any]]) -> str:
    """Return one digest of all heads, to compare two databases by eye."""
    return hashlib.sha256(repr(sorted(chains.items())).encode()).hexdigest()[:16]
