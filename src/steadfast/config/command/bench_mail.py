"""`steadfast bench mail`: how many mails a second are kept and read, each with its commits, on either engine."""

import argparse
import signal
from collections.abc import Iterator
from typing import Any

from steadfast.config.bench import table
from steadfast.config.command import by_engine
from steadfast.config.command.bench_desk import ENGINES

PROGRAM = "steadfast.config.command.mail_process"
BUDGET = 50  # mails a second
MAILS = 400


def run(options: argparse.Namespace) -> int:
    """Print the figures of each engine; under the budget is marked and is no failure: machines differ."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what was started is ended, too
    missing: list[str] = []
    runs = list(by_engine.measured(ENGINES[options.engine], f"{MAILS} mails", PROGRAM, [str(MAILS)], missing))
    by_engine.tell(runs, missing, _lines, as_json=options.json)
    return 0


def _lines(found: dict[str, Any]) -> Iterator[str]:
    mark = "" if found["per_second"] >= BUDGET else f"  (budget {BUDGET})"
    yield f"{table.NAMES[found['engine']]}: {found['mails']} mails, {found['per_second']} a second{mark}"
    told = ", ".join(f"{count} {name}" for name, count in found["outcomes"].items())
    each = f"kept {found['keep_ms']} ms, read {found['read_ms']} ms (median)"
    yield f"  {each}; {found['cpu_ms']} ms of CPU a mail; {told}"
