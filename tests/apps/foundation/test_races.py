"""Several processes at once: chains stay whole, numbers never double, a due time fires once."""

import sqlite3

import pytest

from tests.apps.foundation.machine import Machine

COLUMNS = "chain_id, seq, kind, at, recorded_at, actor_id, subject_id, commitment_id, digest, hash"


def test_two_writers_on_one_chain_leave_it_whole_and_give_no_number_twice(machine: Machine) -> None:
    writers = [machine.start("write", 100), machine.start("write", 100)]
    numbers = []
    for writer in writers:
        out, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors
        numbers += [int(line) for line in out.split()]
    assert sorted(numbers) == list(range(1, 201))
    last = machine.standing()
    assert (last["findings"], last["written"], last["half written"]) == ([], 200, 0)
    assert (last["events"], last["head"]) == (400, 400)


def test_two_workers_share_jobs_and_run_none_twice(machine: Machine) -> None:
    machine.do("enqueue_effects", 100)
    machine.start("work", 60)
    last = machine.finish_work(lambda seen: all(job.endswith("done") for job in seen["jobs"]), period=60)
    assert last["jobs"] == ["1 done"] * 100


def test_three_workers_fire_each_due_time_once(machine: Machine) -> None:
    go = machine.folder / "go"
    processes = [machine.start("fire", "tests", go) for _ in range(3)]
    for process in processes:
        assert process.stdout and process.stdout.readline() == "ready\n"
    go.touch()
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    fired = machine.standing()["fired"]
    assert len(fired) == len(set(fired)) >= 2


def test_triggers_lost_when_a_table_is_rebuilt_are_missed_and_put_back_by_migrate(machine: Machine) -> None:
    machine.do("rebuild_event_table")
    assert "trigger foundation_event_refuses_update: missing, switched off or changed" in machine.standing()["findings"]
    machine.do("migrate")
    assert machine.standing()["findings"] == []


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE foundation_event SET kind = 'x'",
        "DELETE FROM foundation_eventbody",
        f"INSERT OR REPLACE INTO foundation_event (id, {COLUMNS}) SELECT id, {COLUMNS} FROM foundation_event",
        f"INSERT OR REPLACE INTO foundation_event ({COLUMNS}) SELECT {COLUMNS} FROM foundation_event",
        "REPLACE INTO foundation_eventbody SELECT event_id, salt, 'x' FROM foundation_eventbody",
    ],
)
def test_a_bare_sqlite_shell_cannot_change_replace_or_remove_an_event(machine: Machine, statement: str) -> None:
    machine.do("write", 1)
    shell = sqlite3.connect(machine.folder / "steadfast.sqlite3")
    with pytest.raises(sqlite3.IntegrityError, match="insert-only"):
        shell.execute(statement)
    shell.close()
