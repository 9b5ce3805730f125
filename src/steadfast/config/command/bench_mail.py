"""`steadfast bench mail`: how many mails a second are kept and read, each with its commits, on either engine."""

import argparse
import platform
import signal
from collections.abc import Iterator, Sequence
from typing import Any

from steadfast.config.bench import processes, table
from steadfast.config.cluster import NoPostgres
from steadfast.config.command.answer import show
from steadfast.config.command.bench_desk import ENGINES, say
from steadfast.foundation import clock

PROGRAM = "steadfast.config.command.mail_process"
BUDGET = 50  # mails a second
MAILS = 400


def run(options: argparse.Namespace) -> int:
    """Print the figures of each engine; under the budget is marked and is no failure: machines differ."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what was started is ended, too
    missing: list[str] = []
    runs = list(_runs(ENGINES[options.engine], missing))
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    report = {"date": f"{clock.now():%Y-%m-%d}", "machine": machine, "runs": runs, "missing": missing}
    lines = [f"{report['date']}, {machine}", *(line for found in runs for line in _lines(found))]
    show(report, "\n".join([*lines, *(f"not measured: {words}" for words in missing)]), as_json=options.json)
    return 0


def _runs(engines: Sequence[str], missing: list[str]) -> Iterator[dict[str, Any]]:
    for engine in engines:
        say(f"{MAILS} mails, {table.NAMES[engine]} …")
        try:
            yield processes.measure(engine, PROGRAM, [str(MAILS)])
        except (NoPostgres, processes.Failed) as error:
            missing.append(f"{table.NAMES[engine]}: {error}")


def _lines(found: dict[str, Any]) -> Iterator[str]:
    mark = "" if found["per_second"] >= BUDGET else f"  (budget {BUDGET})"
    yield f"{table.NAMES[found['engine']]}: {found['mails']} mails, {found['per_second']} a second{mark}"
    told = ", ".join(f"{count} {name}" for name, count in found["outcomes"].items())
    each = f"kept {found['keep_ms']} ms, read {found['read_ms']} ms (median)"
    yield f"  {each}; {found['cpu_ms']} ms of CPU a mail; {told}"
