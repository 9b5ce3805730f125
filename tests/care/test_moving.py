"""A practice moves from SQLite to PostgreSQL, and is proved to be the same; until then nothing has changed."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from steadfast.foundation.care.moving import proof, tables
from tests.apps.foundation import machine
from tests.care import practices
from tests.care.practices import Practice

TICKETS = "SELECT s.title FROM desk_ticket t JOIN foundation_subject s ON s.id = t.subject_id ORDER BY s.number"

CHANGE = 'from django.db import connection; connection.cursor().execute("{}")'


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """A filled practice on SQLite, whichever engine is under test."""
    server = os.environ.pop("STEADFAST_DATABASE_URL", "")
    try:
        return practices.made(tmp_path_factory.mktemp("sqlite") / "practice")
    finally:
        if server:
            os.environ["STEADFAST_DATABASE_URL"] = server


@pytest.fixture
def target(tmp_path: Path) -> Iterator[str]:
    """The address of an empty PostgreSQL."""
    bare = practices.empty(tmp_path / "none")
    yield bare.url
    practices.dropped(bare)


@pytest.mark.postgresql
def test_a_practice_moves_and_is_proved_equal(on_sqlite: Practice, target: str) -> None:
    on_sqlite.python(CHANGE.format("UPDATE sqlite_sequence SET seq = 7777 WHERE name = 'foundation_subject'"))
    report = on_sqlite.json("move", "--to", target)
    assert (report["equal"], report["differ"], report["findings"]) == (True, [], [])
    assert report["heads"][0] == report["heads"][1]
    assert report["rows"] == sum(each["rows"] for each in report["tables"]) > 100
    moved = replace(on_sqlite, url=target)
    assert moved.rows(TICKETS) == on_sqlite.rows(TICKETS) != []
    moved.python("from tests import factories; print(factories.ticket('After the move').pk)")
    assert moved.rows("SELECT max(id) FROM foundation_subject")[0][0] > 7777, "numbers once given stay given"
    assert moved.json("verify")["findings"] == []
    again = on_sqlite.steadfast("move", "--to", target)
    assert (again.returncode, "was moved already" in again.stderr) == (2, True)
    (on_sqlite.folder / "moved").unlink()
    refused = on_sqlite.steadfast("move", "--to", target)
    assert (refused.returncode, "is not empty" in refused.stderr) == (2, True)
    assert not (on_sqlite.folder / "moved").exists(), "the practice goes on where it is"


@pytest.mark.postgresql
def test_a_move_that_fails_leaves_both_sides_as_they_were(on_sqlite: Practice, target: str, tmp_path: Path) -> None:
    with practices.copied(replace(on_sqlite, url=""), tmp_path / "copy") as copy:
        copy.python(CHANGE.format("UPDATE identity_person SET name = 'a' || char(0) || 'b' WHERE id = 1"))
        refused = copy.steadfast("move", "--to", target)
        assert refused.returncode == 2
        assert "identity_person does not fit PostgreSQL" in refused.stderr
        assert not (copy.folder / "moved").exists()
    assert machine_tables(target) == 0


@pytest.mark.postgresql
@pytest.mark.parametrize("words", [("move", "--to"), ("serve", "--port", "1024")])
def test_a_database_that_cannot_hold_every_letter_is_refused(
    on_sqlite: Practice, tmp_path: Path, words: tuple[str, ...]
) -> None:
    name = f"ascii_{os.getpid()}"
    server = os.environ["STEADFAST_DATABASE_URL"]
    kind = "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
    machine.server(server, f"CREATE DATABASE {name} {kind}")
    bare = Practice(tmp_path / "new", machine.at(server, name))
    try:
        told = on_sqlite.steadfast(*words, bare.url) if "move" in words else bare.steadfast(*words)
        assert told.returncode == 2
        assert "the database has the encoding SQL_ASCII; make one with UTF8: createdb" in told.stderr
        assert machine_tables(bare.url) == 0
    finally:
        practices.dropped(bare)


def machine_tables(url: str) -> int:
    import psycopg

    with psycopg.connect(url) as live:
        row = live.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        assert row
        return int(row[0])


def test_a_digest_sees_any_change_and_no_order() -> None:
    table = next(each for each in tables.all_of_them() if each.name == "foundation_numberseries")
    rows = [("ticket", 1), ("call", 2), ("visit", None)]
    assert proof.of(table, rows) == proof.of(table, rows[::-1])
    assert proof.of(table, rows) != proof.of(table, [*rows, rows[0]])
    assert proof.of(table, rows) != proof.of(table, [("ticket", 2), ("call", 1), ("visit", None)])
    assert proof.of(table, [("~", 1)]) != proof.of(table, [(None, 1)])


def test_a_table_comes_after_those_it_points_to() -> None:
    order = [table.name for table in tables.all_of_them()]
    assert order.index("foundation_chain") < order.index("foundation_event") < order.index("foundation_eventbody")
    assert "django_migrations" not in order
    assert [t.name for t in tables.all_of_them() if t.stored != t.columns] != [], "some columns are worked out"
