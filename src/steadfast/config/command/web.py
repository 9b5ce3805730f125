"""`steadfast web`: serves the pages, as one of the supervisor's two processes or on a host of its own."""

import argparse
import multiprocessing

from steadfast.config import environment, parent
from steadfast.config.command import practice, serve
from steadfast.config.command.answer import BadInput


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=serve.port, default=8000, help="port to listen on (default: 8000)")


def run(options: argparse.Namespace) -> int:
    """Serve until a signal comes."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    require_secret()
    practice.occupy()
    serve.require_free(options.host, options.port)
    multiprocessing.set_start_method("spawn")  # a process with a watching thread must not be forked
    parent.watch()
    Granian(
        "steadfast.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=1,  # SQLite has one writer, and one process of threads stays within the memory that was promised
        blocking_threads=4,
        workers_kill_timeout=8,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()
    return 0


def require_secret() -> None:
    """Raise BadInput without a key of the practice's own: what is signed with a known one can be forged."""
    if not environment.secret(practice.folder()):
        raise BadInput(f"no secret in {practice.folder()}; ./run makes one, or set STEADFAST_SECRET")
