"""Workbooks (XLSX): one sheet, its first row that is not empty being the header. Formulas give their last value."""

import tempfile
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, cast
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.reading import limits
from steadfast.apps.imports.reading.packed import DAMAGE, opened
from steadfast.apps.imports.reading.table import Form, Rows, Table

# What an unreadable workbook makes the library raise; it has no error of its own for most of these.
BROKEN = (
    *DAMAGE, ParseError, DefusedXmlException, InvalidFileException, KeyError, ValueError, TypeError, IndexError,
    AttributeError,
)  # fmt: skip
MOST_SHARED = 128 << 20  # the texts of a workbook are held in memory


def table(path: Path, form: Form, head: bytes) -> Table:
    """Return one sheet of a workbook as a table."""
    numbered = _numbered(path, form)
    header: Sequence[str] = ()
    for _, header in numbered:
        if any(header):
            break
    width = max((place for place, name in enumerate(header, 1) if name), default=0)
    if not width:
        raise Fault("the sheet is empty")
    limits.check_columns(width)
    columns = tuple(name.strip() for name in header[:width])
    return Table(columns, _rows(numbered, columns), replace(form, format="xlsx"), typed=True)


def _rows(numbered: Iterator[tuple[int, list[str]]], columns: tuple[str, ...]) -> Rows:
    width = len(columns)
    for count, (row, texts) in enumerate(numbered, 1):
        limits.check_rows(count, row)
        if any(texts) and tuple(text.strip() for text in texts[:width]) != columns:
            if any(texts[width:]):
                raise Fault("has a value to the right of the last column that the header names", row=row)
            yield row, texts[:width] + [""] * (width - len(texts))


def _numbered(path: Path, form: Form) -> Iterator[tuple[int, list[str]]]:
    row = 0
    try:
        with tempfile.TemporaryFile() as spool:
            for row, values in enumerate(_sheet(_seekable(path, spool), form), 1):
                yield row, [_text(value) for value in values]
    except Fault:
        raise
    except BROKEN as error:
        raise Fault(f"the workbook is damaged after row {row}: {error}") from None


def _sheet(source: IO[bytes], form: Form) -> Iterator[Sequence[Any]]:
    _check_parts(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and pictures that nobody asked for
        book = _book(source)
    if form.sheet and form.sheet not in book.sheetnames:
        raise Fault(f"there is no sheet {form.sheet!r}; there are {', '.join(book.sheetnames)[:300]}")
    sheet = cast(Any, book[form.sheet] if form.sheet else book.worksheets[0])
    sheet.reset_dimensions()  # some writers say a wrong size
    yield from sheet.iter_rows(values_only=True)


def _book(source: IO[bytes]) -> Any:
    """Open a workbook. Some writers style it against the standard; the library then reads none of it."""
    try:
        return load_workbook(source, read_only=True, data_only=True, keep_links=False)
    except BROKEN as error:
        raise Fault(
            "the workbook breaks the rules of its format, mostly in its styles, as some exports do. Open it in Excel "
            f"or LibreOffice, save it as CSV or anew as .xlsx, and send that ({str(error)[:200]})"
        ) from None


def _check_parts(source: IO[bytes]) -> None:
    """Refuse a workbook whose parts unpack to too much; the size they state is the most that is ever unpacked."""
    with zipfile.ZipFile(source) as archive:
        parts = archive.infolist()
    if (size := sum(part.file_size for part in parts)) > limits.MOST_BYTES:
        raise limits.too_large(size)
    if any(part.filename == "xl/sharedStrings.xml" and part.file_size > MOST_SHARED for part in parts):
        raise Fault("the workbook holds more than 128 MB of text; save the sheet as CSV")
    source.seek(0)


def _seekable(path: Path, spool: IO[bytes]) -> IO[bytes]:
    """Copy the bytes where they can be read in any order: a workbook may be packed once more."""
    with opened(path) as source:
        while some := source.read(1 << 20):
            spool.write(some)
    spool.seek(0)
    return spool


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
