"""The clock of the house counts in the seconds in which promises are judged."""

from datetime import UTC, timedelta

from steadfast.foundation import clock


def test_now_is_a_whole_second_that_has_begun() -> None:
    now, exactly = clock.now(), clock.exactly()
    assert (now.tzinfo, now.microsecond) == (UTC, 0)
    assert timedelta(0) <= exactly - now < timedelta(seconds=2)
