"""`steadfast bench register`: what its pages cost with few commitments and with millions, on both engines."""

import argparse
import platform
import signal
from collections.abc import Iterator, Sequence
from typing import Any

from steadfast.config.bench import budgets, processes, table
from steadfast.config.cluster import NoPostgres
from steadfast.config.command.answer import BadInput, show
from steadfast.config.command.bench_desk import ENGINES, say
from steadfast.foundation import clock

PROGRAM = "steadfast.config.command.register_process"
FEW = 50_000  # what 25,000 tickets hold
SMALLEST, LARGEST = 20_000, 20_000_000


def run(options: argparse.Namespace) -> int:
    """Print a table for each engine. A page over its budget is marked and is no failure: machines differ."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what was started is ended, too
    if not SMALLEST <= options.rows <= LARGEST:
        raise BadInput(f"--rows is a number from {SMALLEST:,} to {LARGEST:,}, not {options.rows}")
    missing: list[str] = []
    runs = list(_runs(sorted({min(FEW, options.rows), options.rows}), ENGINES[options.engine], options, missing))
    report = {
        "date": f"{clock.now():%Y-%m-%d}",
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "runs": runs,
        "missing": missing,
    }
    lines = [f"{report['date']}, {report['machine']}", *table.ours(budgets.rows(runs)), table.speeds(runs)]
    lines += [f"{run['tickets']:,} on {table.NAMES[run['engine']]}: {run['open']:,} open" for run in runs]
    show(report, "\n".join([*lines, *(f"not measured: {words}" for words in missing)]), as_json=options.json)
    return 0


def _runs(
    sizes: Sequence[int], engines: Sequence[str], options: argparse.Namespace, missing: list[str]
) -> Iterator[dict[str, Any]]:
    for engine in engines:
        for rows in sizes:
            say(f"{rows:,} commitments, {table.NAMES[engine]} …")
            try:
                yield processes.measure(engine, PROGRAM, [str(rows), str(options.repeats)])
            except (NoPostgres, processes.Failed) as error:
                missing.append(f"{rows:,} on {table.NAMES[engine]}: {error}")
