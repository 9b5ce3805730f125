"""`steadfast bench clock` and `bench desk`: the figures of docs/benchmarks.md, measured on this machine.

The peers come with the lock requirements/bench.txt; without them only our own figures are printed.
"""

import argparse
import importlib


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["clock", "desk"], help="what to measure")


def run(options: argparse.Namespace) -> int:
    """Measure and print a table."""
    module = importlib.import_module(f"steadfast.config.command.bench_{options.what}")
    status: int = module.run(options)
    return status
