"""The fixed workload of `bench clock`: one office, its holidays, and the same questions for every engine."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from steadfast.domain.working_time import Hours

ZONE = "America/New_York"
OPEN, CLOSE = "09:00", "17:00"
DESCRIPTION = "Mon-Fri 09:00-17:00 New York, 4 holidays a year, targets of 1 to 40 whole hours, spans up to 20 days"
HOLIDAYS = tuple(
    date(year, month, day) for year in range(2015, 2036) for month, day in ((1, 1), (7, 4), (11, 28), (12, 25))
)
_SEED = 20240310


@dataclass(frozen=True, slots=True)
class Question:
    """A start, a target in working seconds, and an end."""

    start: datetime
    work: int
    end: datetime


@cache
def hours() -> Hours:
    weekly = {day: [(OPEN, CLOSE)] for day in ("mon", "tue", "wed", "thu", "fri")}
    return Hours(ZONE, weekly, holidays=[day.isoformat() for day in HOLIDAYS])


def questions(count: int) -> list[Question]:
    """The first `count` of an endless, always equal list: starts on whole minutes of 2024 and 2025, UTC."""
    dice = random.Random(_SEED)
    first = datetime(2024, 1, 1, tzinfo=UTC)
    found = []
    for _ in range(count):
        start = first + timedelta(minutes=dice.randrange(2 * 365 * 24 * 60))
        if dice.random() < 0.25:
            start = _opening(start)
        end = start + timedelta(minutes=dice.randrange(20 * 24 * 60))
        found.append(Question(start, 3600 * dice.randint(1, 40), end))
    return found


def _opening(moment: datetime) -> datetime:
    """09:00 of the local day: a quarter of the targets end exactly at closing time because of it."""
    return moment.astimezone(ZoneInfo(ZONE)).replace(hour=9, minute=0).astimezone(UTC)
