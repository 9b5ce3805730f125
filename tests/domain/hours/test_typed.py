"""Minutes are read as people type them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.hours import typed


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("15", 15), ("15 min", 15), ("15m", 15), ("1:30", 90), ("0:05", 5), ("1h", 60), ("1 h 30", 90), ("1h30m", 90),
        ("1.5 h", 90), ("1,5 Std", 90), (".25h", 15), ("  2   hours ", 120), ("90 Minuten", 90), ("24:00", 1440),
    ],
)  # fmt: skip
def test_a_text_names_minutes(text: str, minutes: int) -> None:
    assert typed.read(text) == minutes


@pytest.mark.parametrize("text", ["", "0", "soon", "1:75", "25 h", "-15", "h", "1.5", "15 15", "1441", "٣"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    if text == "٣":
        assert typed.read(text) == 3  # a digit of another script is a digit
        return
    with pytest.raises(typed.NotADuration):
        typed.read(text)


@given(st.integers(1, 1440))
def test_hours_and_minutes_are_read_back(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    assert typed.read(f"{hours}:{rest:02d}") == minutes
    assert typed.read(str(minutes)) == minutes


@given(st.text(max_size=12))
def test_whatever_is_typed_is_minutes_of_a_day_or_refused(text: str) -> None:
    with contextlib.suppress(typed.NotADuration):
        assert 0 < typed.read(text) <= typed.MOST
