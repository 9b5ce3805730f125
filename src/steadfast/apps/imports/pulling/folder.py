"""A watched folder: the newest file that fits is taken, once nobody writes it any more.

It lies in the folder `incoming` of the practice's data, or a folder below it: no page can make the server read
anything else.
"""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from steadfast.apps.imports.connectors import Trouble
from steadfast.foundation.files import store
from steadfast.foundation.files.store import Arrived, Arriving, NoRoom

STILL_S = 30  # for so long nobody may have written it
LOOK_S = 2
MEDIA_TYPE = "application/octet-stream"


def is_loopback_allowed() -> bool:
    """Tell whether a connector may ask this machine; tests alone set that."""
    return bool(getattr(settings, "CONNECTORS_LOOPBACK", False))


def root() -> Path:
    """Return the folder below which exports land, made where it is missing."""
    found = Path(settings.DATA) / "incoming"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def place(below: str) -> Path:
    """Return a folder below the root; raise Trouble for one that leads out of it."""
    top = root().resolve()
    found = (top / below).resolve()
    if not found.is_relative_to(top):
        raise Trouble(f"The folder {below} is not within {root().name}.")
    return found


def newest(below: str, pattern: str) -> Path:
    """Return the newest file of a folder whose name fits. Raise Trouble where there is none."""
    folder = place(below)
    found = (
        [file for file in folder.glob(pattern) if file.is_file() and not file.is_symlink()] if folder.is_dir() else []
    )
    if not found:
        raise Trouble(f"No file {pattern} lies in {root().name}/{below}".rstrip("/") + ".")
    return max(found, key=lambda file: (file.stat().st_mtime, file.name))


def still(file: Path, *, now: datetime, sleep: Callable[[float], None]) -> bool:
    """Tell whether nobody writes a file: its size and time stand still, and the latter for a while."""
    before = file.stat()
    if now.timestamp() - before.st_mtime < STILL_S:
        return False
    sleep(LOOK_S)
    after = file.stat()
    return (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def taken(file: Path) -> Arrived:
    """Return a copy of a file beside the store; the file itself stays where it lies."""
    copy = store.new_file()
    try:
        arriving = Arriving(copy)
        with file.open("rb") as source:
            shutil.copyfileobj(source, arriving)
        arrived = arriving.done(file.name[-255:], MEDIA_TYPE)
        copy.close()
    except OSError as error:
        store.drop(copy)
        raise NoRoom(store.why(error)) from error
    return arrived
