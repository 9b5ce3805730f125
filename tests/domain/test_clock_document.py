"""The worked tables of docs/algorithms/clock.md are true."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from steadfast.domain.working_time import Clock, Hours, Pause, duration, sentence

TEXT = (Path(__file__).parents[2] / "docs" / "algorithms" / "clock.md").read_text(encoding="utf-8")
UNITS = {"h": 3600, "min": 60, "s": 1}
type Row = dict[str, str]


def rows(*columns: str) -> list[Row]:
    """The rows of every table with exactly these columns."""
    found, heads = [], None
    for line in TEXT.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else None
        if cells is None:
            heads = None
        elif heads is None:
            heads = cells
        elif heads == list(columns) and not set(line) <= set("|- "):
            found.append(dict(zip(heads, cells, strict=True)))
    return found


def calendars() -> dict[str, Any]:
    block = re.search(r"```json\n(.*?)```", TEXT, re.DOTALL)
    assert block is not None
    return dict(json.loads(block[1]))


def hours(name: str) -> Hours:
    written = calendars()
    body = written[name]
    return Hours.from_dict({kind: [written[m] for m in body[kind]] for kind in ("all", "any") if kind in body} or body)


def seconds(text: str) -> int:
    words = text.split()
    return sum(int(count) * UNITS[unit] for count, unit in zip(words[::2], words[1::2], strict=True))


def moment(text: str, zone: str) -> datetime:
    day, clock = text[:3], text[4:]
    read = datetime.fromisoformat(clock).replace(tzinfo=ZoneInfo(zone))
    assert f"{read:%a}" == day, text
    return read


def waits(text: str, zone: str) -> tuple[Pause, ...]:
    found = []
    for stretch in text.split(", "):
        start, end = stretch.split(" to ")
        found.append(Pause(moment(start, zone), None if end == "…" else moment(end, zone)))
    return tuple(found)


DUE = rows("calendar", "from", "work", "due", "in words")
WORKED = rows("calendar", "from", "to", "worked")
CLOCKS = rows("calendar", "from", "target", "waiting", "now", "due", "worked", "state")


def test_the_document_holds_its_tables() -> None:
    assert (len(DUE), len(WORKED), len(CLOCKS)) == (8, 11, 5)


@pytest.mark.parametrize("row", DUE, ids=lambda row: f"{row['from']} {row['work']}")
def test_a_due_time_of_the_document_is_true_and_says_why(row: Row) -> None:
    office = hours(row["calendar"])
    start = moment(row["from"], office.zone)
    assert office.due(start, seconds(row["work"])) == moment(row["due"], office.zone)
    assert sentence(office.explain(start, seconds(row["work"])), office.zone) == row["in words"]


@pytest.mark.parametrize("row", WORKED, ids=lambda row: f"{row['calendar']} {row['from']}")
def test_working_time_of_the_document_is_true(row: Row) -> None:
    office = hours(row["calendar"])
    worked = office.worked(moment(row["from"], office.zone), moment(row["to"], office.zone))
    assert duration(worked) == row["worked"]


@pytest.mark.parametrize("row", CLOCKS, ids=lambda row: row["waiting"])
def test_a_paused_clock_of_the_document_is_true(row: Row) -> None:
    office = hours(row["calendar"])
    pauses = waits(row["waiting"], office.zone)
    clock = Clock(office, seconds(row["target"]), moment(row["from"], office.zone), pauses)
    now = moment(row["now"], office.zone)
    assert clock.due == (None if row["due"] == "never" else moment(row["due"], office.zone))
    assert (duration(clock.worked(now)), clock.state(now)) == (row["worked"], row["state"])
