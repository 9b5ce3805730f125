"""`steadfast bench alerts`: a storm of alerts at the real server and worker, on either engine; none may be lost."""

import argparse
import signal
from collections.abc import Iterator
from typing import Any

from steadfast.config.bench import table
from steadfast.config.command import by_engine
from steadfast.config.command.bench_desk import ENGINES

PROGRAM = "steadfast.config.command.alerts_process"
ALERTS, SECONDS = 1_000, 10


def run(options: argparse.Namespace) -> int:
    """Print the figures of each engine; a lost alert is a failure, a slow answer is none: machines differ."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what was started is ended, too
    missing: list[str] = []
    runs = list(
        by_engine.measured(
            ENGINES[options.engine], f"{ALERTS:,} alerts in {SECONDS} s", PROGRAM, [str(ALERTS), str(SECONDS)], missing
        )
    )
    by_engine.tell(runs, missing, lines_of, as_json=options.json)
    return int(any(found["lost"] for found in runs))


def lines_of(found: dict[str, Any]) -> Iterator[str]:
    """Yield the figures of one engine as text."""
    name, connections = table.NAMES[found["engine"]], found["connections"]
    yield f"{name}: {found['alerts']:,} alerts posted in {found['posted_s']} s by {connections} connections"
    yield f"  kept {found['kept']:,}, lost {found['lost']}, refused {found['refused']}"
    yield f"  answered in {found['p50_ms']} ms (p50), {found['p95_ms']} ms (p95), {found['longest_ms']} ms (longest)"
    when = "not all were read" if found["read_s"] is None else f"all read {found['read_s']} s after the last"
    yield f"  {when}; {found['tickets']} tickets opened"
    yield "  CPU: " + ", ".join(f"{name} {seconds} s" for name, seconds in found["cpu_s"].items())
    loop, load = found["yardstick"], found["load"]
    yield f"  load {load[0]} before, {load[1]} after; yardstick best {loop['best_ms']} ms, usual {loop['median_ms']} ms"
