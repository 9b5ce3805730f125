"""`steadfast search rebuild`: reads everything anew and writes what differs; `--empty` begins with an empty index."""

import argparse
import sys
import time

from steadfast.config.command import practice
from steadfast.config.command.answer import show

AT_ONCE = 500  # documents in a transaction: a tenth of a second in which nobody else writes on SQLite


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["rebuild"], help="what to do with the index")
    parser.add_argument("--empty", action="store_true", help="empty it first; until it is done less is found")


def run(options: argparse.Namespace) -> int:
    """Rebuild it. Stopped, it goes on where it stopped: by the worker, or by the next call without --empty."""
    practice.open_existing()
    from steadfast.foundation.models import Document
    from steadfast.foundation.search import keeping

    begin = time.perf_counter()
    if options.empty:
        keeping.clear()
    keeping.begin_anew()
    read = 0
    while found := keeping.catch_up(AT_ONCE):
        read += found
        if sys.stderr.isatty():
            print(f"\r{read:,} read", end="", file=sys.stderr, flush=True)
    keeping.tidy()
    documents, seconds = Document.objects.count(), round(time.perf_counter() - begin, 1)
    text = f"{documents:,} documents, read anew in {seconds} s."
    show({"documents": documents, "read": read, "seconds": seconds}, text, as_json=options.json)
    return 0
