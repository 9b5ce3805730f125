"""`steadfast bench WHAT`: the figures of docs/benchmarks.md, on this machine.

The clock's peers come with the lock requirements/bench.txt; without them only our own figures are printed. The desk's
peer is installed by the measuring itself.
"""

import argparse
import importlib
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    what = ["alerts", "amend", "api", "clock", "desk", "figures", "register", "search", "mail", "memory"]
    parser.add_argument("what", choices=what, help="what to measure")
    parser.add_argument("--sizes", default="10000,25000,100000", help="api, desk, search: numbers of tickets")
    parser.add_argument("--engine", choices=["sqlite", "postgresql", "both"], default="both", help="on which")
    parser.add_argument(
        "--rows", type=int, default=5_000_000, help="figures, register: commitments (default: 5,000,000)"
    )
    parser.add_argument("--repeats", type=int, default=15, help="requests of each page (default: 15)")
    parser.add_argument("--cache", type=Path, help="desk, search: a folder in which their practices are kept")
    parser.add_argument("--no-peer", dest="peer", action="store_false", help="api, desk: leave django-helpdesk out")


def run(options: argparse.Namespace) -> int:
    """Measure and print a table."""
    module = importlib.import_module(f"steadfast.config.command.bench_{options.what}")
    status: int = module.run(options)
    return status
