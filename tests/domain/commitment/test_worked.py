"""The worked tables of docs/algorithms say what the code does."""

from datetime import UTC, datetime, time
from itertools import pairwise

import pytest

from steadfast.domain.commitment.numbers import Fact, FourNumbers, bucket, count
from steadfast.domain.commitment.restatement import change
from steadfast.domain.commitment.verdict import Verdict, verdict
from steadfast.domain.measures.interval import wilson
from tests.domain.worked import table


def at(clock: str) -> datetime:
    return datetime.combine(datetime(2026, 11, 16, tzinfo=UTC), time.fromisoformat(clock), UTC)


@pytest.mark.parametrize("row", table("verdict.md", "due"))
def test_the_verdict_page(row: dict[str, str]) -> None:
    done = None if row["done"] == "–" else at(row["done"])
    closed = None if row["closed as"] == "–" else row["closed as"]
    assert verdict(due_at=at(row["due"]), done_at=done, closed_as=closed) == row["verdict"]


def facts() -> list[tuple[Fact, str]]:
    rows = table("four-numbers.md", "due")
    return [(Fact(at(r["due"]), Verdict(r["verdict"])), r["counts as"]) for r in rows]


@pytest.mark.parametrize(("fact", "place"), facts())
def test_the_page_of_the_four_numbers(fact: Fact, place: str) -> None:
    assert bucket(fact, at("12:00")) == place


def test_the_sum_below_that_table() -> None:
    numbers = count([fact for fact, _ in facts()], at("12:00"))
    low, high = wilson(numbers.kept, numbers.fell_due) or (0, 0)
    assert (numbers.fell_due, numbers.kept, round(low, 3), round(high, 3)) == (4, 1, 0.046, 0.699)


@pytest.mark.parametrize("row", table("interval.md", "k"))
def test_the_page_of_the_interval(row: dict[str, str]) -> None:
    low, high = wilson(int(row["k"]), int(row["n"])) or (None, None)
    assert (f"{low:.4f}", f"{high:.4f}") == (row["low"], row["high"])


def statements() -> list[tuple[FourNumbers, dict[str, str]]]:
    heads = {"kept": "kept", "kept_late": "kept late", "withdrawn": "withdrawn", "open_late": "open and late"}
    rows = table("four-numbers.md", "what became known")
    return [(FourNumbers(**{name: int(row[head]) for name, head in heads.items()}), row) for row in rows]


def test_the_restatements_of_that_page() -> None:
    for (before, _), (after, row) in pairwise(statements()):
        found = change(before, after)
        assert found is not None
        assert found.name == row["called"], row


@pytest.mark.parametrize(("numbers", "row"), statements())
def test_the_sums_of_its_statements(numbers: FourNumbers, row: dict[str, str]) -> None:
    assert (str(numbers.fell_due), f"{100 * (numbers.share_kept or 0):.1f} %") == (row["fell due"], row["share"])
