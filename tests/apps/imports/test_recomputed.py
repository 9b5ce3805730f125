"""The figures of the real log, worked out a second time from its rows alone: csv, dates and arithmetic, no engine."""

import csv
import lzma
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest

from steadfast.apps.desk.importing.log.read import read
from steadfast.apps.desk.importing.plan.planning import Plan, PlannedTicket, plan
from steadfast.apps.desk.importing.plan.promises import Judge
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.judgement import History, as_felt, judge
from steadfast.domain.working_time import Hours
from tests.apps.imports.logs import AS_JUDGED, LOG, UCI

HOUR = 3600
TARGETS = {"3 - Moderate": 62 * HOUR, "4 - Low": 134 * HOUR + 59 * 60}
DONE = ("Resolved", "Closed")
DAY = timedelta(days=1)
FRIDAY = 4
LATER = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass
class Told:
    """One incident as its rows tell it."""

    opened: datetime
    rows: int = 0
    state: str = "New"
    waited: int = 0
    reopened: int = 0
    resolved: datetime | None = None
    closed: datetime | None = None
    said_reopened: int = 0
    said_kept: bool = True
    priorities: list[tuple[datetime, str]] = field(default_factory=list)

    def enter(self, state: str, at: datetime) -> None:
        if state in (self.state, "-100"):
            return
        if state in DONE:
            self.resolved = self.resolved or at
        elif self.state in DONE:
            self.reopened, self.resolved = self.reopened + 1, None
        self.waited += state.startswith("Awaiting")
        if state == "Closed":
            self.closed = self.closed or at
        self.state = state

    def priority(self, end: datetime) -> str:
        return [name for at, name in self.priorities if at <= end][-1]


@cache
def moment(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=UTC)


def due(start: datetime, seconds: int) -> datetime:
    """Walk the days: Monday to Friday from 14:00 to 23:00, used up at closing time is closing time."""
    day, left = start.date(), timedelta(seconds=seconds)
    while True:
        low, high = max(start, on(day, 14)), on(day, 23)
        if day.weekday() <= FRIDAY and low < high:
            if left <= high - low:
                return low + left
            left -= high - low
        day += DAY


def on(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)


@pytest.fixture(scope="module")
def told() -> dict[str, Told]:
    found: dict[str, Told] = {}
    latest: dict[str, datetime] = {}
    with lzma.open(LOG, "rt", encoding="ascii", newline="") as file:
        for row in csv.DictReader(file):
            key = row["number"]
            one = found.setdefault(key, Told(moment(row["opened_at"])))
            at = latest[key] = max(latest.get(key, one.opened), moment(row["sys_updated_at"]))
            one.rows += 1
            one.enter(row["incident_state"], at)
            one.priorities.append((at, row["priority"]))
            one.said_reopened, one.said_kept = int(row["reopen_count"]), row["made_sla"] == "true"
    return found


@pytest.fixture(scope="module")
def planned() -> Plan:
    terms = clauses.read(AS_JUDGED.clauses)
    return plan(read(LOG, UCI), Judge(AS_JUDGED.name, terms, Hours.from_dict(AS_JUDGED.calendar)), None, now=LATER)


def judged(told: dict[str, Told]) -> Iterator[tuple[str, Told, str, datetime]]:
    for key, one in told.items():
        assert one.closed is not None
        priority = one.priority(one.closed)
        if priority in TARGETS:
            yield key, one, f"P{priority[0]}", due(one.opened, TARGETS[priority])


def by_key(planned: Plan) -> dict[str, PlannedTicket]:
    return {ticket.history.key: ticket for ticket in planned.tickets}


def test_the_counts_of_the_log_are_those_of_the_plan(told: dict[str, Told], planned: Plan) -> None:
    counts = planned.counts()
    again = {
        "tickets": len(told),
        "events": sum(one.rows for one in told.values()),
        "commitments": sum(1 for _ in judged(told)),
        "reopened": sum(one.reopened > 0 for one in told.values()),
        "reopenings": sum(one.reopened for one in told.values()),
        "reopenings_differ": sum(one.reopened != one.said_reopened for one in told.values()),
        "waited": sum(one.waited > 0 for one in told.values()),
        "waits": sum(one.waited for one in told.values()),
    }
    assert again == {name: counts[name] for name in again}
    assert list(again.values()) == [24_918, 141_712, 24_240, 275, 331, 0, 5_825, 6_398]


def test_every_due_time_and_every_end_is_the_same_to_the_second(told: dict[str, Told], planned: Plan) -> None:
    tickets = by_key(planned)
    differ = [
        key
        for key, one, priority, at in judged(told)
        if (promise := tickets[key].promise) is None
        or (promise.priority, promise.last.stamp.due_at, promise.done_at) != (priority, at, one.closed)
    ]
    assert differ == []


def test_our_verdict_beside_the_source_s(told: dict[str, Told]) -> None:
    table = Counter(
        (priority, one.closed is not None and one.closed <= at, one.said_kept) for _, one, priority, at in judged(told)
    )
    assert table == {
        ("P3", True, True): 15_135,
        ("P3", True, False): 1,
        ("P3", False, True): 10,
        ("P3", False, False): 8_320,
        ("P4", True, True): 651,
        ("P4", False, False): 123,
    }


def test_what_the_client_felt_is_opened_to_resolved(told: dict[str, Told], planned: Plan) -> None:
    terms, hours = as_felt(clauses.read(AS_JUDGED.clauses)), Hours.from_dict(AS_JUDGED.calendar)
    felt: Counter[tuple[str, str]] = Counter()
    for ticket in planned.tickets:
        history = ticket.history
        facts = History(history.priorities[-1].value, history.opened_at, resolved_at=history.resolved_at)
        if fact := judge(facts, terms, "resolution", hours):
            felt[facts.priority, fact.verdict.value] += 1
    again = Counter(
        (priority, "kept" if one.resolved is not None and one.resolved <= at else "kept late")
        for _, one, priority, at in judged(told)
    )
    assert felt == again
    assert again == {("P3", "kept"): 19_588, ("P3", "kept late"): 3_878, ("P4", "kept"): 706, ("P4", "kept late"): 68}
