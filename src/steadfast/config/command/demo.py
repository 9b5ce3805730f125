"""`steadfast demo`: loads the demo practice, so that a first start has it ready."""

import argparse

from steadfast.config.command import practice, serve
from steadfast.config.command.answer import show


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def run(options: argparse.Namespace) -> int:
    """Make the folder and load the demo into it."""
    practice.make(demo=True)
    serve.load_demo()
    show({"data": str(practice.folder())}, f"The demo practice is in {practice.folder()}.", as_json=options.json)
    return 0
