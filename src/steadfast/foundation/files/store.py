"""Where files lie: files/ab/cdef… in the folder of the practice, named by the SHA-256 of what is in them.

A file is written beside the store, brought to the disk (fsync) and only then given its name, so that no row ever names
half of one. The same content is kept once. Nothing here is ever changed.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import IO, Any

from django.conf import settings

DIGEST = re.compile(r"[0-9a-f]{64}")
PIECE = 1 << 20
ARRIVING, ASIDE = "arriving", "aside"  # folders beside the shelves: no row names what is in them


class NoRoom(Exception):
    """A file could not be written; the message says why. Nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that lies whole on the disk, beside the store until it is kept."""

    name: str
    size: int
    digest: str
    media_type: str
    path: Path


@dataclass(slots=True)
class Arriving:
    """A file that is being written: its digest grows along. `done` brings it to the disk."""

    file: IO[bytes]
    size: int = 0
    hash: Any = field(default_factory=hashlib.sha256)

    def write(self, piece: bytes) -> None:
        self.file.write(piece)
        self.hash.update(piece)
        self.size += len(piece)

    def done(self, name: str, media_type: str) -> Arrived:
        """Bring it to the disk and return it, ready to be read or kept."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.seek(0)
        return Arrived(name, self.size, self.hash.hexdigest(), media_type, Path(self.file.name))


def folder() -> Path:
    """Return the folder of all files; a part of every backup."""
    return Path(settings.DATA) / "files"


def arrivals() -> Path:
    """Return the folder of what is being written, made where it is missing; whoever restores can leave it out."""
    found = folder() / ARRIVING
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def new_file() -> IO[bytes]:
    """Return an empty file beside the store; whoever took it drops it."""
    return tempfile.NamedTemporaryFile(dir=arrivals(), prefix="file-", delete=False)


def drop(file: IO[bytes]) -> None:
    """Close a file beside the store and remove it, unless it was kept."""
    with suppress(OSError):  # a full disk refuses what was not written yet
        file.close()
    Path(file.name).unlink(missing_ok=True)


def forget_arrivals(*, before: float) -> int:
    """Remove what a killed process left half written before an instant (seconds since 1970); return how many."""
    old = [file for file in arrivals().iterdir() if file.stat().st_mtime < before]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def path_of(digest: str) -> Path:
    """Return where the file with this digest lies, whether it is there or not."""
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no SHA-256")
    return folder() / digest[:2] / digest[2:]


def keep(arrived: Arrived) -> None:
    """Give a file its name, unless its content is there already; call it in the transaction that writes its row."""
    to = path_of(arrived.digest)
    try:
        if _is_there(to, arrived.size):
            return
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        arrived.path.replace(to)
        _to_disk(to.parent)
    except OSError as error:
        raise NoRoom(why(error)) from error


def _is_there(path: Path, size: int) -> bool:
    """Tell whether a file is there; make it young, since its row is not committed yet and it is no leftover."""
    with suppress(FileNotFoundError):
        if path.stat().st_size == size:
            os.utime(path)
            return True
    return False


def read(digest: str) -> BufferedReader:
    """Return a file open for reading; FileNotFoundError where it is missing."""
    return path_of(digest).open("rb")


def is_whole(digest: str) -> bool:
    """Tell whether the file is there and is what its name says; reads all of it."""
    try:
        with read(digest) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def kept() -> Iterator[tuple[str, float]]:
    """Yield the digest of every file, and when it was written (seconds since 1970)."""
    for shelf in sorted(folder().glob("[0-9a-f][0-9a-f]")):
        for file in sorted(shelf.iterdir()):
            if DIGEST.fullmatch(shelf.name + file.name):
                yield shelf.name + file.name, file.stat().st_mtime


def put_aside(digest: str) -> float | None:
    """Take a file out of the store for the moment; return when it was kept, None where it is gone already."""
    place = _aside(digest)
    place.parent.mkdir(exist_ok=True, mode=0o700)
    try:
        path_of(digest).replace(place)
    except FileNotFoundError:
        return None
    return place.stat().st_mtime


def bring_back(digest: str) -> None:
    """Put a file back that was put aside; one that was kept anew meanwhile is the same."""
    path_of(digest).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _aside(digest).replace(path_of(digest))


def bring_all_back() -> None:
    for file in [*(folder() / ASIDE).glob("*")]:
        bring_back(file.name)


def drop_aside(digest: str) -> int:
    """Remove a file that was put aside; return its bytes."""
    size = _aside(digest).stat().st_size
    _aside(digest).unlink()
    return size


def _aside(digest: str) -> Path:
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no SHA-256")
    return folder() / ASIDE / digest


def pieces(file: IO[bytes]) -> Iterable[bytes]:
    """Yield what is in a file, a piece at a time."""
    while piece := file.read(PIECE):
        yield piece


def why(error: OSError) -> str:
    """Return the reason of a disk in words."""
    return f"{os.strerror(error.errno).lower()}" if error.errno else str(error)


def _to_disk(path: Path) -> None:
    """Bring the names in a folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
