"""Durations as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.commitment import durations, typed


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("4 h", 14_400),
        ("4h30", 16_200),
        ("4 h 30", 16_200),
        ("4 h 5", 14_700),
        (" 1h 30m ", 5_400),
        ("1.5 h", 5_400),
        ("1,5 hours", 5_400),
        ("90 min", 5_400),
        ("4:30", 16_200),
        ("134:59", 485_940),
        ("45 s", 45),
        ("0 min", 0),
    ],
)
def test_what_people_type_is_read(text: str, seconds: int) -> None:
    assert typed.seconds(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "soon", "8", "4 d", "h", "4 h 75", "4:75", "4 h x", "٤ h", "1e9 h", "4 h 30 30", "<b>"]
)
def test_what_is_no_duration_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(typed.DurationError, match="such as 4 h 30"):
        typed.seconds(text)


@pytest.mark.parametrize("text", ["-2 h", "− 2 h"])
def test_a_negative_target_is_refused(text: str) -> None:
    with pytest.raises(typed.DurationError, match="negative"):
        typed.seconds(text)


def test_a_target_of_many_years_is_refused() -> None:
    with pytest.raises(typed.DurationError, match="277,777 h"):
        typed.seconds("999999999999 h")


@given(st.integers(0, typed.MOST // 60))
def test_what_we_say_we_also_read(minutes: int) -> None:
    assert typed.seconds(durations.working(minutes * 60)) == minutes * 60


@pytest.mark.parametrize(("text", "seconds"), [("5 Tage", 432_000), ("1 Tag", 86_400), ("2 Stunden", 7_200)])
def test_a_duration_is_read_as_a_german_page_says_it(text: str, seconds: int) -> None:
    assert typed.calendar_seconds(text) == seconds
