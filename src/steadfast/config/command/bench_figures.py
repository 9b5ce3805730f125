"""`steadfast bench figures`: five years of months frozen and counted anew, and the scorecard that reads them."""

import argparse
import signal
from collections.abc import Iterator, Mapping
from typing import Any

from steadfast.config.bench import table
from steadfast.config.command import by_engine
from steadfast.config.command.answer import show
from steadfast.config.command.bench_desk import ENGINES
from steadfast.foundation import clock

PROGRAM = "steadfast.config.command.figures_process"
GRAINS = 3  # team, client, client in detail: written together
GRAIN_S, CHUNK_S, PAGE_MS = 4, 1, 100


def run(options: argparse.Namespace) -> int:
    """Print a table for each engine. What is over its budget is marked and is no failure: machines differ."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what was started is ended, too
    missing: list[str] = []
    words = [str(options.rows), str(options.repeats)]
    runs = list(by_engine.measured(ENGINES[options.engine], f"{options.rows:,} commitments", PROGRAM, words, missing))
    told = [line for run in runs for line in lines(run)] + [f"not measured: {words}" for words in missing]
    show({"date": f"{clock.now():%Y-%m-%d}", "runs": runs, "missing": missing}, "\n".join(told), as_json=options.json)
    return 0


def lines(run: Mapping[str, Any]) -> Iterator[str]:
    """Yield a run in words."""
    size = f"{run['rows']:,} commitments, {run['months']} months"
    yield f"{table.NAMES[run['engine']]}, {size}, filled in {run['seed_s']} s"
    for key, words in (("built", "frozen"), ("again", "counted anew")):
        took, each = run[key], run[key]["wall_s"] / GRAINS
        over = "*" if each > GRAIN_S else ""
        yield (
            f"  {words:<14}{took['wall_s']:>7.2f} s, {each:.2f}{over} s a grain (budget {GRAIN_S}),"
            f" {took['cpu_s']:.2f} s of CPU, longest transaction {took['longest_s']:.3f} s (budget {CHUNK_S})"
        )
    yield f"  postings: {run['postings']:,}"
    for read in run["reads"]:
        over = "*" if read["best_ms"] > PAGE_MS else ""
        page = f"scorecard by {read['page']}"
        yield f"  {page:<24}{read['best_ms']:>7.1f}{over} ms ({read['median_ms']:.1f}), {read['queries']} statements"
