"""`steadfast bench desk`: what the pages cost, at several sizes, on both engines, beside a peer on the same rows."""

import argparse
import platform
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from steadfast.config.bench import budgets, kept, processes, table
from steadfast.config.cluster import NoPostgres
from steadfast.config.command.answer import BadInput, show
from steadfast.foundation import clock

PROGRAM = "steadfast.config.command.desk_process"
ENGINES = {"sqlite": ("sqlite",), "postgresql": ("postgresql",), "both": ("sqlite", "postgresql")}
PEER_AT = 25_000  # tickets of the peer; fewer where none of our sizes is as large
SMALLEST, LARGEST = 1_000, 2_000_000


def run(options: argparse.Namespace) -> int:
    """Print the tables. A page over its budget is marked and is no failure: machines differ."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what was started is ended, too
    wanted = sizes(options.sizes)
    missing: list[str] = []
    runs = list(_ours(wanted, ENGINES[options.engine], options, missing))
    peer = _peer(wanted, options.repeats, missing) if options.peer else None
    rows = budgets.rows(runs)
    first = [row for row in rows if row.engine == runs[0]["engine"]] if peer else []
    found = [pair for row in first if peer and (pair := budgets.ratios(row, peer))]
    report = {
        "date": f"{clock.now():%Y-%m-%d}",
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "runs": runs,
        "peer": peer,
        "ratios": found,
        "missing": missing,
    }
    show(report, "\n".join(_lines(report, rows, peer, found)), as_json=options.json)
    return 0


def sizes(text: str) -> list[int]:
    """Return the numbers of tickets that the option lists, or raise BadInput."""
    parts = text.split(",")
    if not all(part.isascii() and part.isdecimal() and SMALLEST <= int(part[:10]) <= LARGEST for part in parts):
        raise BadInput(f"--sizes lists numbers from {SMALLEST:,} to {LARGEST:,} such as 10000,25000, not {text!r}")
    return sorted({int(part) for part in parts})


def _ours(
    wanted: Sequence[int], engines: Sequence[str], options: argparse.Namespace, missing: list[str]
) -> Iterator[dict[str, Any]]:
    for engine in engines:
        for tickets in wanted:
            say(f"Steadfast, {tickets:,} tickets, {table.NAMES[engine]} …")
            try:
                place = kept.ready(options.cache, engine, tickets) if options.cache else None
                yield processes.measure(engine, PROGRAM, [str(tickets), str(options.repeats)], place)
            except (NoPostgres, processes.Failed) as error:
                missing.append(f"Steadfast on {table.NAMES[engine]} with {tickets:,} tickets: {error}")


def _peer(wanted: Sequence[int], repeats: int, missing: list[str]) -> dict[str, Any] | None:
    tickets = PEER_AT if PEER_AT in wanted else wanted[0]
    say(f"django-helpdesk, {tickets:,} tickets …")
    try:
        return processes.measure_peer(tickets, repeats, int(clock.now().timestamp()))
    except processes.Failed as error:
        missing.append(f"django-helpdesk: {error}")
        return None


def say(words: str) -> None:
    """Tell on stderr what is being measured, as it takes minutes."""
    print(words, file=sys.stderr, flush=True)


def _lines(
    report: Mapping[str, Any],
    rows: Sequence[budgets.Row],
    peer: Mapping[str, Any] | None,
    found: Sequence[Mapping[str, Any]],
) -> list[str]:
    lines = [f"{report['date']}, {report['machine']}", *table.ours(rows), table.speeds(report["runs"])]
    lines += [_seeded(run) for run in report["runs"]]
    if peer:
        lines += table.beside(peer, found)
    return lines + [f"not measured: {words}" for words in report["missing"]]


def _seeded(run: Mapping[str, Any]) -> str:
    """Return a line on what the practice holds."""
    rows = ", ".join(f"{number:,} {name}" for name, number in run["rows"].items())
    return f"{table.NAMES[run['engine']]}: {rows}; seeded {run['seeded']} in {run['seed_s']:,.0f} s"
