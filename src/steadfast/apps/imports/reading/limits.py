"""How much of a file is read: enough for a decade of tickets, too little to fill a machine's memory or disk.

A file is never unpacked as a whole, so a packed one is measured while it is read; a bomb ends there, not before.
"""

import io
from typing import IO

from steadfast.apps.imports.fault import Fault

MOST_BYTES = 1 << 30  # unpacked
MOST_ROWS = 1_000_000
MOST_COLUMNS = 1_000
LONGEST_LINE = 16 * 1024 * 1024
DIVIDE = "divide it by time or by tickets and import the parts one after the other"


def too_large(size: int | None = None) -> Fault:
    """Return the refusal of a file that holds too many bytes; `size` where it is known."""
    said = f"the file holds {size / (1 << 30):.1f} GB" if size else "the file unpacks to more than 1 GB"
    return Fault(f"{said}; at most 1 GB is read, so {DIVIDE}")


def check_rows(count: int, row: int) -> None:
    """Refuse a file with too many rows; `count` have been read, the last is number `row`."""
    if count > MOST_ROWS:
        raise Fault(f"is one too many: at most {MOST_ROWS:,} rows are read, so {DIVIDE}", row=row)


def check_columns(count: int) -> None:
    """Refuse a table that is wider than any export."""
    if count > MOST_COLUMNS:
        raise Fault(f"has more than {MOST_COLUMNS:,} columns", row=1)


class Bounded(io.RawIOBase):
    """A stream of bytes that ends in a Fault after MOST_BYTES."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._left = source, MOST_BYTES

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, never all at once."""
        found = self._source.read(size if size >= 0 else LONGEST_LINE)
        return self._counted(found)

    def readline(self, size: int | None = -1) -> bytes:
        """Return the next line with its end."""
        return self._counted(self._source.readline(-1 if size is None else size))

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        found = self.read(len(view))
        view[: len(found)] = found
        return len(found)

    def close(self) -> None:
        self._source.close()
        super().close()

    def _counted(self, found: bytes) -> bytes:
        self._left -= len(found)
        if self._left < 0:
            raise too_large()
        return found
