"""The tables of `bench desk`: what is over is marked, growth and ratios are worked out, gaps show a dash."""

from typing import Any

import pytest

from steadfast.config.bench import budgets, table
from steadfast.config.command.answer import BadInput
from steadfast.config.command.bench_desk import sizes


def cost(page: str, ms: float, queries: int) -> dict[str, Any]:
    return {"page": page, "best_ms": ms, "median_ms": ms + 1, "queries": queries, "kb": 1.0}


def run(tickets: int, *costs: dict[str, Any], engine: str = "sqlite") -> dict[str, Any]:
    return {"engine": engine, "tickets": tickets, "pages": list(costs)}


def test_a_page_is_over_by_cpu_or_by_statements() -> None:
    (row,) = budgets.rows([run(10_000, cost("today", 20.0, 8)), run(25_000, cost("today", 20.1, 9))])
    assert (row.over(10_000), row.over(25_000)) == ([], ["CPU", "queries"])


def test_growth_compares_the_largest_with_the_smallest() -> None:
    (row,) = budgets.rows([run(n, cost("today", ms, 8)) for n, ms in ((10_000, 10.0), (25_000, 40.0), (100_000, 15.0))])
    assert row.growth == 1.5


def test_one_size_has_no_growth() -> None:
    (row,) = budgets.rows([run(10_000, cost("today", 10.0, 8))])
    assert row.growth is None


def test_a_table_marks_what_is_over_and_shows_a_dash_for_a_gap() -> None:
    found = budgets.rows([run(10_000, cost("detail", 12.34, 13)), run(25_000, cost("reply", 15.0, 9))])
    text = table.ours(found)
    detail, reply = (next(line for line in text if line.startswith(name)) for name in ("ticket with", "reply"))
    assert "12.3 (13.3)  13*" in detail
    assert "15.0* (16.0)   9 " in reply
    assert " - " in detail
    assert " - " in reply


def test_ratios_are_of_the_same_page_at_the_same_size() -> None:
    peer = {"name": "peer", "tickets": 25_000, "pages": [cost("detail", 40.0, 50)]}
    detail, client = budgets.rows([run(25_000, cost("detail", 10.0, 10), cost("client", 10.0, 10))])
    pair = budgets.ratios(detail, peer)
    assert pair is not None
    assert (pair["ratio"], pair["peer_queries"]) == (0.25, 50)
    assert budgets.ratios(client, peer) is None
    (other,) = budgets.rows([run(10_000, cost("detail", 10.0, 10))])
    assert budgets.ratios(other, peer) is None
    assert "0.250" in table.beside(peer, [pair])[-1]


def test_sizes_are_read_once_each_in_order() -> None:
    assert sizes("25000,10000,25000") == [10_000, 25_000]


@pytest.mark.parametrize("text", ["", "x", "10,20", "10000,", "-1", "9" * 30])
def test_a_size_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="--sizes"):
        sizes(text)
