"""Whether a practice's folder is in use: its processes share a lock in it, restoring and moving take it alone.

Starts take turns by another lock: of two at the same moment one makes the tables, and the other finds them made.

The kernel lets go of a lock when its process ends, however it ends, so no file is ever left behind that lies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steadfast.foundation.care.refusal import Refused

NAME, TURN = "in-use", "starting"
_held: list[int] = []  # for as long as this process lives


def hold(folder: Path) -> None:
    """Share the folder until this process ends; raise Refused while somebody has it alone."""
    handle = _opened(folder)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise Refused(f"{folder} is being restored or moved; start again when that is done") from None
    _held.append(handle)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have the folder to oneself; raise Refused while a practice is served from it."""
    handle = _opened(folder)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise Refused(f"the practice in {folder} is running; stop it first") from None
    try:
        yield
    finally:
        os.close(handle)


@contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """Wait until no other start is making what the folder lacks."""
    handle = _opened(folder, TURN)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _opened(folder: Path, name: str = NAME) -> int:
    return os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
