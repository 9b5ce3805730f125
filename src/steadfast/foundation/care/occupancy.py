"""Whether a practice's folder is in use: its processes share a lock in it, restoring and moving take it alone.

The kernel lets go of a lock when its process ends, however it ends, so no file is ever left behind that lies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steadfast.foundation.care.refusal import Refused

NAME = "in-use"
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


def _opened(folder: Path) -> int:
    return os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
