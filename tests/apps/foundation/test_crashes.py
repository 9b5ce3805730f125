"""Kill -9 in the middle: whatever was promised to happen happens once, and every chain stays whole."""

from pathlib import Path

import pytest

from tests.apps.foundation.machine import Machine, kill

pytestmark = pytest.mark.crash


def test_a_job_killed_before_its_effect_is_done_by_the_next_worker(machine: Machine, tmp_path: Path) -> None:
    machine.do("enqueue_one", tmp_path / "before", "")
    machine.killed_at(tmp_path / "before", "work")
    assert machine.standing()["jobs"] == ["1 leased"]
    assert machine.finish_work(lambda seen: seen["jobs"] == ["2 done"])["effects"] == 1


def test_a_job_killed_after_its_effect_has_it_once(machine: Machine, tmp_path: Path) -> None:
    machine.do("enqueue_one", "", tmp_path / "after")
    machine.killed_at(tmp_path / "after", "work")
    assert machine.standing()["effects"] == 1
    assert machine.finish_work(lambda seen: seen["jobs"] == ["2 done"])["effects"] == 1


def test_no_job_is_lost_doubled_or_stuck_when_workers_are_killed_at_any_moment(machine: Machine) -> None:
    machine.do("enqueue_effects", 60)
    for target in (5, 20, 35):
        workers = [machine.start("work"), machine.start("work")]
        machine.until(lambda least=target: machine.standing()["effects"] >= least)
        for worker in workers:
            kill(worker)
    last = machine.finish_work(lambda seen: all(job.endswith("done") for job in seen["jobs"]))
    assert (len(last["jobs"]), last["effects"]) == (60, 60)


def test_a_job_that_kills_its_worker_every_time_is_given_up(machine: Machine, tmp_path: Path) -> None:
    machine.do("enqueue_deadly", tmp_path / "runs")
    for _ in range(3):
        worker = machine.start("work", "0.2")
        machine.until(lambda dying=worker: dying.poll() is not None)
    machine.finish_work(lambda seen: seen["jobs"] == ["4 dead"])
    assert (tmp_path / "runs").read_text() == "xxx"


def test_a_job_longer_than_its_lease_is_not_taken_from_a_living_worker(machine: Machine) -> None:
    machine.do("enqueue_slow", 5)
    machine.start("work", 3)
    machine.finish_work(lambda seen: seen["jobs"] == ["1 done"], period=3)


def test_a_worker_that_is_told_to_stop_ends_its_job_first(machine: Machine) -> None:
    machine.do("enqueue_slow", 3)
    last = machine.finish_work(lambda seen: seen["jobs"] == ["1 leased"])
    assert last["jobs"] == ["1 done"]


def test_a_delivery_killed_inside_its_subscriber_takes_effect_once(machine: Machine, tmp_path: Path) -> None:
    machine.do("happen", 1, tmp_path / "inside")
    machine.killed_at(tmp_path / "inside", "work")
    killed = machine.standing()
    assert (killed["deliveries"], killed["sum"]) == (1, 0)
    assert machine.finish_work(lambda seen: seen["deliveries"] == 0)["sum"] == 1


def test_every_event_is_delivered_once_when_workers_are_killed_at_any_moment(machine: Machine) -> None:
    machine.do("happen", 300)
    for most in (280, 200, 120):
        workers = [machine.start("work"), machine.start("work")]
        machine.until(lambda limit=most: machine.standing()["deliveries"] <= limit)
        for worker in workers:
            kill(worker)
    last = machine.finish_work(lambda seen: seen["deliveries"] == 0)
    assert last["counted"] == [300, 300]


def test_a_writer_killed_between_two_statements_leaves_chain_and_numbers_whole(
    machine: Machine, tmp_path: Path
) -> None:
    machine.killed_at(tmp_path / "between", "write", 20, tmp_path / "between")
    left = machine.standing()
    assert (left["findings"], left["written"], left["half written"]) == ([], 5, 0)
    assert (left["events"], left["head"]) == (10, 10)
    assert machine.do("write", 1).strip() == "6", "the number of the lost subject is given again: no gap"
    assert machine.standing()["findings"] == []


def test_a_bulk_append_killed_before_its_commit_leaves_nothing(machine: Machine, tmp_path: Path) -> None:
    machine.killed_at(tmp_path / "bulk", "write_bulk", tmp_path / "bulk")
    left = machine.standing()
    assert (left["findings"], left["events"], left["head"]) == ([], 0, 0)
