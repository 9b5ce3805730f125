"""Charts carry a title and say each month in words."""

from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.foundation.drawings import stack, week
from steadfast.foundation.drawings.stack import Month
from tests.apps.look.pages import parsed


def test_each_month_is_a_link_that_says_its_numbers() -> None:
    tree = parsed(stack.svg([Month("Nov", FourNumbers(kept=3, open_late=1), "/rows/?a=1&b=2")], "By <month>"))
    assert tree.findtext("title") == "By <month>"
    link = tree.find("a")
    assert link is not None
    assert link.get("href") == "/rows/?a=1&b=2"
    assert link.get("aria-label") == "Nov: 3 kept, 0 broken, 1 open and late, 0 not yet judged"
    assert [rect.get("class") for rect in link.iter("rect")] == ["kept", "late"]


def test_the_highest_month_fills_the_chart() -> None:
    tree = parsed(stack.svg([Month("Oct", FourNumbers(kept=5)), Month("Nov", FourNumbers(kept=10))], "t"))
    assert [rect.get("height") for rect in tree.iter("rect")] == ["50.00%", "100.00%"]


def test_the_lines_across_stand_at_round_numbers() -> None:
    words = [text.text for text in parsed(stack.svg([Month("Nov", FourNumbers(kept=8785))], "t")).iter("text")]
    assert words[:-1] == ["0", "2,000", "4,000", "6,000", "8,000"]


def test_a_year_stands_under_its_first_month_alone() -> None:
    months = [Month(f"{month} {year}", FourNumbers(kept=5)) for month, year in (("Nov", 26), ("Dec", 26), ("Jan", 27))]
    words = [text.text for text in parsed(stack.svg(months, "t")).iter("text")]
    assert words[-5:] == ["Nov", "26", "Dec", "Jan", "27"]


def test_a_chart_without_data_is_empty_not_broken() -> None:
    assert not list(parsed(stack.svg([], "t")).iter("rect"))


def test_a_week_past_midnight_goes_on_the_next_day() -> None:
    tree = parsed(week.svg({"mon": [("08:00", "17:00")], "sun": [("22:00", "06:00")]}))
    bars = [rect.findtext("title") for rect in tree.iter("rect") if rect.get("class") == "open"]
    assert bars == ["Mon 08:00–17:00", "Sun 22:00–06:00", "Sun 22:00–06:00"]


def test_a_week_is_said_in_words() -> None:
    weekdays = {day: [("08:00", "12:00"), ("13:00", "17:00")] for day in ("mon", "tue", "wed", "thu", "fri")}
    assert week.in_words({**weekdays, "sun": [("10:00", "12:00")]}) == (
        "Mon–Fri 08:00–12:00 and 13:00–17:00, Sun 10:00–12:00"
    )
    assert week.in_words({}) == "never open"
