"""`steadfast bench search`: what questions cost with few tickets and with a million, on both engines."""

import argparse
import platform
import signal
from collections.abc import Iterator, Sequence
from typing import Any

from steadfast.config.bench import budgets, kept, processes, table
from steadfast.config.cluster import NoPostgres
from steadfast.config.command.answer import show
from steadfast.config.command.bench_desk import ENGINES, say, sizes
from steadfast.foundation import clock

PROGRAM = "steadfast.config.command.search_process"


def run(options: argparse.Namespace) -> int:
    """Print a table for each engine. A question over its budget is marked and is no failure: machines differ."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what was started is ended, too
    missing: list[str] = []
    runs = list(_runs(sizes(options.sizes), ENGINES[options.engine], options, missing))
    report = {
        "date": f"{clock.now():%Y-%m-%d}",
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "runs": runs,
        "missing": missing,
    }
    lines = [f"{report['date']}, {report['machine']}", *table.ours(budgets.rows(runs)), table.speeds(runs)]
    lines += [_built(run) for run in runs] + [f"not measured: {words}" for words in missing]
    show(report, "\n".join(lines), as_json=options.json)
    return 0


def _built(run: dict[str, Any]) -> str:
    where, documents = table.NAMES[run["engine"]], run["rows"]["documents"]
    return f"{run['tickets']:,} on {where}: {documents:,} documents, index {run['index_mb']:,} MB"


def _runs(
    wanted: Sequence[int], engines: Sequence[str], options: argparse.Namespace, missing: list[str]
) -> Iterator[dict[str, Any]]:
    for engine in engines:
        for tickets in wanted:
            say(f"{tickets:,} tickets, {table.NAMES[engine]} …")
            try:
                place = kept.ready(options.cache, engine, tickets) if options.cache else None
                yield processes.measure(engine, PROGRAM, [str(tickets), str(options.repeats)], place)
            except (NoPostgres, processes.Failed) as error:
                missing.append(f"{tickets:,} tickets on {table.NAMES[engine]}: {error}")
