"""How the processes write what happens: lines for a person at a terminal, JSON for a machine that collects them."""

import logging
import re
import sys
from typing import Any

import structlog

TOKEN = re.compile(r"(/(?:hooks/\w+|calendar|awake)/)[^/\s]+")  # whoever has it may do what it stands for


def configure() -> None:
    """Send structlog to stderr."""
    terminal = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def briefly(record: logging.LogRecord) -> bool:
    """Make one line of a request that was refused: who asked for what, and why not. No fault of ours.

    Refused is 400 to 499, and what the database could not write, which foundation.care.unsaved marks.
    A filter of the handler. A request names its person by number, because a name may hold a line of its own.
    """
    status, request = getattr(record, "status_code", 0), getattr(record, "request", None)
    if request is None or not (400 <= status < 500 or hasattr(request, "unsaved")):
        return True
    error = record.exc_info[1] if record.exc_info else None
    why = f": {error}" if error and str(error) else ""
    said = TOKEN.sub(r"\1…", record.getMessage())
    record.msg, record.args = "%s", (_line(f"{said} ({request.method} by {_who(request)}{why})"),)
    record.exc_info = record.exc_text = None
    return True


def _who(request: Any) -> str:
    number = getattr(getattr(request, "actor", None), "person_id", None)
    return f"person {number}" if number else "nobody"


def _line(text: str) -> str:
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
