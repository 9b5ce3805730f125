"""`steadfast bench figures` prints what a run measured, and marks what is over its budget."""

from steadfast.config.command import bench_figures

TOOK = {"wall_s": 9.0, "cpu_s": 8.0, "longest_s": 0.2}
READ = {"page": "month", "best_ms": 99.0, "median_ms": 101.0, "queries": 9}
RUN = {
    "engine": "sqlite",
    "rows": 5_000_000,
    "months": 60,
    "seed_s": 300.0,
    "postings": 213_573,
    "built": TOOK,
    "again": {**TOOK, "wall_s": 13.5},
    "reads": [READ, {**READ, "page": "client", "best_ms": 100.5}],
}


def test_a_run_is_told_with_its_budgets() -> None:
    said = list(bench_figures.lines(RUN))
    assert said[0] == "SQLite, 5,000,000 commitments, 60 months, filled in 300.0 s"
    assert "3.00 s a grain (budget 4)" in said[1]
    assert "4.50* s a grain" in said[2]
    assert said[3] == "  postings: 213,573"
    assert "99.0 ms" in said[4]
    assert "100.5* ms" in said[5]
