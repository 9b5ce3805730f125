"""Files that are packed: gz, bz2, xz, or a zip that holds one file. Opened as a stream, never unpacked to a place."""

import bz2
import gzip
import lzma
import zipfile
import zlib
from pathlib import Path
from typing import IO, cast

from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.reading.limits import MOST_BYTES, Bounded, too_large

DAMAGE = (lzma.LZMAError, EOFError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile, OSError)
ZIP = b"PK\x03\x04"
WORKBOOK = "xl/workbook.xml"


def opened(path: Path) -> Bounded:
    """Return the bytes of a file, unpacked; Fault when it cannot be read. A workbook, itself a zip, stays as it is."""
    try:
        return Bounded(_opened(path))
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Fault(f"the file is damaged: {error}") from None
    except OSError as error:
        raise Fault(f"{path.name} cannot be read: {error.strerror or error}") from None


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as source:
        head = source.read(6)
    if head.startswith(b"\xfd7zXZ\x00"):
        return cast(IO[bytes], lzma.open(path))
    if head.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], gzip.open(path))
    if head.startswith(b"BZh"):
        return cast(IO[bytes], bz2.open(path))
    if head.startswith(ZIP):
        return _member(path)
    if (size := path.stat().st_size) > MOST_BYTES:
        raise too_large(size)
    return path.open("rb")


def _member(path: Path) -> IO[bytes]:
    """Open the one file in a zip. Its name is only shown, so no name can lead anywhere."""
    archive = zipfile.ZipFile(path)
    files = [item for item in archive.infolist() if not item.is_dir()]
    if any(item.filename == WORKBOOK for item in files):
        archive.close()
        return path.open("rb")
    files = [item for item in files if not item.filename.startswith("__MACOSX/")]
    if len(files) != 1:
        raise Fault(f"the zip holds {len(files)} files; pack exactly one")
    if files[0].flag_bits & 1:
        raise Fault("the zip asks for a password; pack it without one")
    if files[0].file_size > MOST_BYTES:
        raise too_large(files[0].file_size)
    return archive.open(files[0])
