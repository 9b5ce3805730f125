"""Every zone of the database, at every change of its offset from 2000 to 2037."""

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from steadfast.domain.working_time import Hours, zones
from tests.domain.working_time.calendars import FIRST, LAST, ZONES, changes
from tests.domain.working_time.minute_stepper import DAYS, MinuteStepper, clean_edges, minutes

AROUND = [-3600, -1, 0, 1, 1800, 3600]
WEEKS = [[["22:00", "06:00"]], [["00:00", "24:00"]], [["05:15", "12:00"], ["13:30", "21:45"]], [["18:30", "18:30"]]]


def test_local_time_becomes_utc_as_rfc_5545_reads_it() -> None:
    for zone in ZONES:
        place = ZoneInfo(zone)
        turns = zones.transitions(zone, FIRST, LAST)[1:]
        local = [turn + offset + step for turn, *both in turns for offset in both for step in AROUND]
        expected = [int((datetime(1970, 1, 1, tzinfo=place) + timedelta(seconds=wall)).timestamp()) for wall in local]
        assert zones.to_utc(np.array(local, dtype=np.int64), zone, FIRST, LAST).tolist() == expected, zone


def test_no_zone_changes_twice_within_the_stride_of_the_search() -> None:
    for zone in ZONES:
        assert all(later - earlier > zones.PROBE for earlier, later in pairwise(changes(zone))), zone


def test_the_search_misses_no_change() -> None:
    for zone in ZONES:
        place, turns = ZoneInfo(zone), zones.transitions(zone, FIRST, LAST)
        for (start, _, offset), (end, *_) in pairwise(turns):
            middle = datetime.fromtimestamp(random.Random(start).randrange(start, end), place).utcoffset()
            assert middle == timedelta(seconds=offset), zone


@pytest.mark.parametrize("letter", sorted({zone[0] for zone in ZONES}))
def test_around_the_clock_every_second_counts_in_every_zone(letter: str) -> None:
    low, high = zones.year_start(FIRST), zones.year_start(LAST + 1)
    for zone in (name for name in ZONES if name.startswith(letter)):
        assert Hours.always(zone).worked_s(low, high) == high - low, zone


@pytest.mark.parametrize("part", range(4))
def test_a_night_of_change_equals_a_clock_on_the_wall_read_every_minute(part: int) -> None:
    compared = 0
    for number, zone in enumerate(ZONES[part::4]):
        turns = changes(zone)
        week = WEEKS[number % len(WEEKS)]
        calendar = {"timezone": zone, "weekly": {day: week for day in DAYS}}
        hours, stepper = Hours.from_dict(calendar), MinuteStepper(calendar)
        edges = {0, *(minutes(text) % 1440 for interval in week for text in interval)}
        for turn in random.Random(zone).sample(turns, min(1, len(turns))):
            start, end = turn // 60 - 240, turn // 60 + 240
            if clean_edges(zone, start, end, edges):
                assert hours.worked_s(start * 60, end * 60) == stepper.worked(start, end) * 60, (zone, _at(turn))
                compared += 1
    assert compared > 60


def _at(instant: int) -> datetime:
    return datetime.fromtimestamp(instant, UTC)
