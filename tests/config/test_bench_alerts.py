"""`bench alerts` in small: a real server takes alerts in, a real worker reads them, none is lost."""

import sys
from pathlib import Path

from steadfast.config.bench import posting, processes
from steadfast.config.bench.footprint import free_port
from steadfast.config.command.bench_alerts import PROGRAM, lines_of
from tests.care import practices


def test_of_twenty_alerts_none_is_lost_and_a_client_gets_one_ticket(tmp_path: Path) -> None:
    practice = practices.empty(tmp_path / "practice", with_tables=True)
    try:
        found = processes.answer([sys.executable, "-P", "-m", PROGRAM, "20", "0.5"], practice.environment)
    finally:
        practices.dropped(practice)
    assert (found["kept"], found["lost"], found["refused"], found["tickets"]) == (20, 0, 0, 4)
    assert found["read_s"] is not None
    assert {"server", "worker"} <= set(found["cpu_s"])
    assert found["p50_ms"] <= found["p95_ms"] <= found["longest_ms"]
    assert "kept 20, lost 0, refused 0" in "\n".join(lines_of({"engine": "sqlite", **found}))


def test_where_nobody_answers_each_body_counts_as_refused() -> None:
    answers = posting.post(free_port(), "/", [b"{}"] * 3, seconds=0, connections=2)
    assert [answer.status for answer in answers] == [posting.NONE] * 3
