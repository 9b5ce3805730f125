"""What is over is told in open hours, as the lateness above it is."""

from tests import cast
from tests.apps.desk.desk import Desk, at
from tests.apps.desk.pages import page


def test_what_is_over_counts_no_closed_hours(desk: Desk) -> None:
    told = page(cast.INES, desk.open(), at(3, "10:00"))
    assert "4 h late" in told
    assert "Mon 14:00–Tue 10:00 over 4 h" in told


def test_what_is_over_within_the_hours_is_as_long_as_its_two_times_say(desk: Desk) -> None:
    assert "Mon 14:00–15:30 over 1 h 30" in page(cast.INES, desk.open(), at(2, "15:30"))
