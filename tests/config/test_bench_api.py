"""`bench api`: a page that takes seconds is asked for less often, and the table says so."""

from itertools import count
from typing import Any

import pytest
from django.test import Client

from steadfast.config.bench import measuring
from steadfast.config.bench.measuring import Ask, Page
from steadfast.config.command.bench_api import NAMES, lines_of


def test_a_page_that_takes_seconds_is_asked_for_less_often(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count(step=5)
    monkeypatch.setattr(measuring, "cpu", lambda: float(next(ticks)))
    page = Page("health", [Ask("/healthz")])
    slow = measuring.measure(page, client, 3, patience=20)
    assert (slow["asked"], slow["best_ms"]) == (1, 5000.0)
    assert measuring.measure(page, client, 3)["asked"] == 3


def test_the_table_names_what_the_peer_was_asked_less_often() -> None:
    report = {
        "date": "2026-11-23",
        "machine": "x86_64",
        "repeats": 15,
        "runs": [{"engine": "sqlite", "pages": [cost(page, 10.0, 15) for page in NAMES]}],
        "peer": {"name": "peer", "tickets": 25_000, "pages": [cost(page, 9000.0, 15) for page in NAMES]},
        "ratios": [{"engine": "sqlite", "page": page, "times_as_fast": 900.0} for page in NAMES],
        "missing": [],
    }
    assert not [line for line in lines_of(report) if line.startswith("not asked")]
    report["peer"]["pages"][0]["asked"] = 1
    assert lines_of(report)[-1].endswith(": tickets, first page of 25 1×")


def cost(page: str, ms: float, asked: int) -> dict[str, Any]:
    return {"page": page, "best_ms": ms, "median_ms": ms, "queries": 8, "kb": 1.0, "asked": asked}
