"""A practice on SQLite that is being moved, or was moved, takes no writes: a file in its folder says so and why.

What makes it safe is the database's own write lock, held by the move; the file gives the reason, and keeps the old
database as it was afterwards, so that nobody works on in the one that was left behind. The move holds a lock on the
file, which the kernel lets go of however the move ends: a note that nobody holds counts for nothing.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from steadfast.foundation import moments
from steadfast.foundation.care import wall
from steadfast.foundation.care.refusal import Refused

NAME = "moved"
TRIES, SHORT = 20, 0.02  # seconds


@contextmanager
def moving(folder: Path, *, to: str, now: datetime) -> Iterator[None]:
    """Say that the practice is being moved, until the block or this process ends; raise Refused where another does."""
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if not _held(handle, TRIES) or not _is_named(handle, folder):
            raise Refused(f"the practice in {folder} is being moved by another process")
        os.ftruncate(handle, 0)
        os.write(handle, _text("moving", to, now))
        yield
    finally:
        if _is_named(handle, folder) and _held(handle):
            (folder / NAME).unlink(missing_ok=True)
        os.close(handle)


def close(folder: Path, *, to: str, now: datetime) -> None:
    """Say that the practice was moved to the database of that name, for good."""
    part = folder / f".{NAME}.part"
    part.write_bytes(_text("moved", to, now))
    part.rename(folder / NAME)


def clear(folder: Path) -> None:
    """Remove the note of a move that was killed; a start calls it."""
    if _said(folder) == "moving" and not state(folder):
        (folder / NAME).unlink(missing_ok=True)


def state(folder: Path) -> str:
    """Return "moving", "moved" or ""."""
    said = _said(folder)
    return "" if said == "moving" and not _is_held(folder) else said


def reason() -> str:
    """Return why this practice takes no writes, in words, "" when it does."""
    if connection.vendor != "sqlite":
        return ""
    folder = Path(settings.DATA)
    match state(folder):
        case "moving":
            return _("The practice is being moved to another database. Reading goes on.")
        case "moved":
            when = moments.in_full(_at(folder), wall.zone())
            return _(
                "The practice was moved to another database on %(when)s. This is the one that was left behind; whoever "
                "runs Steadfast starts it with the address of the new one."
            ) % {"when": when}
    return ""


def left_behind(folder: Path) -> str:
    """Return what a start says of a practice that was moved: where to, when, how to go on there, and how back."""
    return (
        f"the practice in {folder} was moved to {_note(folder).get('to', 'PostgreSQL')} at "
        f"{_at(folder):%Y-%m-%d %H:%M} UTC; set STEADFAST_DATABASE_URL to its address to start it there, or remove the "
        f"file {folder / NAME} to go back to what was here then"
    )


def _text(state: str, to: str, now: datetime) -> bytes:
    return json.dumps({"state": state, "to": to, "at": now.isoformat()}).encode()


def _said(folder: Path) -> str:
    """Return what the note says; one that is half written says that a move goes on."""
    try:
        return _note(folder)["state"]
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (ValueError, KeyError):
        return "moving"


def _note(folder: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((folder / NAME).read_text())
    return found


def _at(folder: Path) -> datetime:
    return datetime.fromisoformat(_note(folder)["at"]).astimezone(UTC)


def _held(handle: int, tries: int = 1) -> bool:
    """Take the lock of the note for this handle; tell whether it has it. Who only asks has it for an instant."""
    for _again in range(tries):
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(SHORT)
    return False


def _is_named(handle: int, folder: Path) -> bool:
    """Tell whether the note of this handle is still the one in the folder: a start may have removed it meanwhile."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(handle), os.stat(folder / NAME))  # noqa: PTH116 - beside fstat
    return False


def _is_held(folder: Path) -> bool:
    """Tell whether a move holds the note. Asked by a lock that is let go at once, shared, so that askers agree."""
    try:
        handle = os.open(folder / NAME, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(handle)
