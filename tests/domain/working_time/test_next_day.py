"""The close of the next open day, on its calendar: over a weekend, after a break, and where it never closes."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from steadfast.domain.working_time import Hours
from steadfast.domain.working_time.next_day import close_of_next_day
from tests.domain.working_time.calendars import OFFICE

ROME = ZoneInfo("Europe/Rome")
SPLIT = {**OFFICE, "mon": [["09:00", "12:00"], ["14:00", "18:00"]]}


@pytest.mark.parametrize(
    ("hours", "now", "closes"),
    [
        (Hours("Europe/Rome", OFFICE), datetime(2026, 3, 3, 11, tzinfo=ROME), datetime(2026, 3, 4, 17, tzinfo=ROME)),
        (Hours("Europe/Rome", SPLIT), datetime(2026, 3, 6, 11, tzinfo=ROME), datetime(2026, 3, 9, 18, tzinfo=ROME)),
        (Hours("Europe/Rome", OFFICE), datetime(2026, 3, 4, 0, tzinfo=ROME), datetime(2026, 3, 5, 17, tzinfo=ROME)),
        (Hours.always("Europe/Rome"), datetime(2026, 3, 28, 11, tzinfo=ROME), datetime(2026, 3, 30, 0, tzinfo=ROME)),
    ],
)
def test_it_is_the_last_close_of_the_first_open_day_after_today(hours: Hours, now: datetime, closes: datetime) -> None:
    assert close_of_next_day(hours, now) == closes
