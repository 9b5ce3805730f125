"""`steadfast serve`: makes the practice ready, then becomes the supervisor of its processes.

It replaces itself, so that no Django stays in the memory of a process that only watches, and so that a signal sent to
`./run` reaches the supervisor.
"""

import argparse
import os
import socket
import sys

from steadfast.config import replica, supervisor
from steadfast.config.command import practice
from steadfast.config.command.answer import BadInput


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="serve the demo practice, loaded at the first start")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=port, default=8000, help="port to listen on (default: 8000)")


def port(text: str) -> int:
    """Return the port that the text names."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Make the practice ready and supervise it; returns only by an error."""
    require_free(options.host, options.port)
    replica.require(practice.folder())
    os.environ["STEADFAST_DATA"] = str(practice.folder())
    practice.make(demo=options.demo, tell=True)
    if options.demo:
        load_demo()
    leave_greeting(options.port)
    sys.stdout.flush()
    watching = ["-P", "-m", "steadfast.config.supervisor", options.host, str(options.port)]
    os.execv(sys.executable, [sys.executable, *watching])


def require_free(host: str, number: int) -> None:
    """Raise BadInput when somebody else listens on the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError as error:
            raise BadInput(f"cannot listen on {host}:{number}: {error.strerror}; --port N takes another") from None


def load_demo() -> None:
    from steadfast.apps.demo import operations
    from steadfast.foundation import clock

    try:
        operations.load(now=clock.now())
    except operations.NotTheDemo as error:
        raise BadInput(str(error)) from None


def leave_greeting(number: int) -> None:
    """Leave the link that makes the first member to the supervisor, which prints it when all else is said."""
    from steadfast.apps.identity import operations
    from steadfast.foundation import clock

    link = operations.set_up_link(now=clock.now())
    if link:
        os.environ[supervisor.FIRST] = f"http://localhost:{number}{link}"
