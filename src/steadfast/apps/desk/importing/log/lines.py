"""The lines of a file, plain or compressed, decoded one by one so that a wrong byte has a line number."""

import bz2
import gzip
import hashlib
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from steadfast.apps.desk.importing.log.fault import Fault

LONGEST_LINE = 16 * 1024 * 1024
DAMAGE = (lzma.LZMAError, EOFError, gzip.BadGzipFile, zlib.error)


def lines(path: Path, encoding: str = "utf-8-sig") -> Iterator[str]:
    """Yield the decoded lines with their ends; Fault where the file is damaged or not in this encoding."""
    number = 0
    with _opened(path) as source:
        try:
            while raw := source.readline(LONGEST_LINE + 1):
                number += 1
                if len(raw) > LONGEST_LINE:
                    raise Fault("is longer than 16 MB; is this a text file?", row=number)
                yield raw.decode(encoding if number == 1 else encoding.removesuffix("-sig"))
        except UnicodeDecodeError as error:
            wrong = error.object[error.start : error.start + 1].hex()
            raise Fault(f"byte 0x{wrong} is not {encoding}; save the file as UTF-8", row=number) from None
        except DAMAGE as error:
            raise Fault(f"the file is damaged after row {number}: {error}") from None


def digest(path: Path) -> str:
    """Return the SHA-256 of the file as it lies there, in hex; Fault when it cannot be read."""
    try:
        with path.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        raise Fault(f"{path.name} cannot be read: {error.strerror}") from None


def _opened(path: Path) -> IO[bytes]:
    """Open by what the file is, not by what it is called."""
    try:
        with path.open("rb") as source:
            head = source.read(6)
    except OSError as error:
        raise Fault(f"{path.name} cannot be read: {error.strerror}") from None
    if head.startswith(b"\xfd7zXZ\x00"):
        return cast(IO[bytes], lzma.open(path))
    if head.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], gzip.open(path))
    if head.startswith(b"BZh"):
        return cast(IO[bytes], bz2.open(path))
    return path.open("rb")
