"""Availability: the client's time, each overdue hour once, as the page of the algorithm says."""

from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.measures.availability import available, joined
from tests.domain import worked

SPANS = st.lists(st.tuples(st.integers(-50, 250), st.integers(-50, 250)), max_size=8)


def open_s(start: int, end: int) -> int:
    """Seconds of a desk that is open from 0 to 100."""
    return max(0, min(end, 100) - max(start, 0))


def span(text: str) -> tuple[int, int]:
    begun, _, done = text.partition("-")
    return int(begun), int(done)


def test_the_worked_table_is_what_the_code_says() -> None:
    for row in worked.table("availability.md", "from"):
        found = available(int(row["from"]), int(row["to"]), map(span, row["overdue"].split()), open_s)
        assert (found.promised, found.overdue) == (int(row["promised"]), int(row["missed"]))
        assert ("–" if found.share is None else f"{found.share:.2f}") == row["share"]


@given(SPANS)
def test_each_second_counts_once_however_many_wait(spans: list[tuple[int, int]]) -> None:
    seconds = {second for begun, done in spans for second in range(max(begun, 0), min(done, 200))}
    assert sum(done - begun for begun, done in joined(spans, 0, 200)) == len(seconds)
    assert available(0, 200, spans, open_s).overdue == len({second for second in seconds if second < 100})


@given(SPANS)
def test_overdue_is_never_more_than_was_promised(spans: list[tuple[int, int]]) -> None:
    found = available(0, 200, spans, open_s)
    assert 0 <= found.overdue <= found.promised
