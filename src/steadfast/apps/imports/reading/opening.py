"""Open a file as a table: find out what it is, then let the reader of that format read it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.reading import json_lines, limits, separated, workbook, xes
from steadfast.apps.imports.reading.joined import with_names
from steadfast.apps.imports.reading.packed import DAMAGE, ZIP, opened
from steadfast.apps.imports.reading.table import Form, Table

READERS: Mapping[str, Callable[[Path, Form, bytes], Table]] = {
    "csv": separated.table,
    "xlsx": workbook.table,
    "xes": xes.table,
    "json lines": json_lines.table,
}
STRANGE = {
    b"\xd0\xcf\x11\xe0": "an old Excel file (.xls); save it as .xlsx or CSV",
    b"%PDF": "a PDF; export a table instead",
    b"SQLite format 3": "a database; export a table instead",
    b"\x7fELF": "a program",
    b"\x89PNG": "a picture",
}


def open_table(path: Path, form: Form | None = None) -> Table:
    """Return a file as a table. What `form` says is believed, all else found out. Fault says what is wrong."""
    said = form or Form()
    head = _head(path)
    found = replace(said, format=said.format or _format(head))
    return with_names(READERS[found.format](path, found, head))


def digest(path: Path) -> str:
    """Return the SHA-256 of the file as it lies there, in hex; Fault when it is too large or cannot be read."""
    try:
        if (size := path.stat().st_size) > limits.MOST_BYTES:
            raise limits.too_large(size)
        with path.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        raise Fault(f"{path.name} cannot be read: {error.strerror}") from None


def _head(path: Path) -> bytes:
    with opened(path) as source:
        try:
            return source.read(separated.HEAD)
        except DAMAGE as error:
            raise Fault(f"the file is damaged after row 0: {error}") from None


def _format(head: bytes) -> str:
    """Return what a file is by its first bytes, unpacked."""
    for mark, words in STRANGE.items():
        if head.startswith(mark):
            raise Fault(f"this is {words}")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(ZIP):
        return "xlsx"
    if start[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise Fault("this is a web page; was the file saved before you had signed in?")
    if start.startswith(b"<"):
        return "xes"
    return "json lines" if start.startswith((b"{", b"[")) else "csv"
