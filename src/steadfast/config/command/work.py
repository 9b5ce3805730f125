"""`steadfast work`: does the background work and takes in the mail, as one of the supervisor's two processes or on a
host of its own.
"""

import argparse
import signal
import threading

from steadfast.config import parent
from steadfast.config.command import practice


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def run(options: argparse.Namespace) -> int:
    """Work until a signal comes."""
    practice.open_existing()
    practice.occupy()
    parent.watch()
    from steadfast.apps.mail.receiving import postman
    from steadfast.foundation.jobs import worker

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    reading = threading.Thread(target=postman.run, args=(stop,), name="postman")
    reading.start()
    worker.run(stop=stop)
    reading.join()
    return 0
