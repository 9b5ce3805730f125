"""Separated values: CSV and its kin. Delimiter and encoding are found in the first 64 KB unless a mapping says them."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.reading import limits
from steadfast.apps.imports.reading.packed import DAMAGE, opened
from steadfast.apps.imports.reading.table import Form, Rows, Table

DELIMITERS = ",;\t|"
HEAD = 65_536
WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # two bytes a character, so lines cannot be cut before decoding


class Reader(Protocol):
    """A csv.reader, whose own type has no public name."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


def table(path: Path, form: Form, head: bytes) -> Table:
    """Return a file of separated values as a table."""
    csv.field_size_limit(limits.LONGEST_LINE)
    encoding = form.encoding or encoding_of(head)
    text = head.decode("utf-8-sig" if encoding == "utf-8" else encoding, errors="replace")
    delimiter = form.delimiter or _delimiter(text)
    reader: Reader = csv.reader(lines(path, encoding), delimiter=delimiter, strict=True)
    header = _next(reader)
    if not header:
        raise Fault("the file is empty")
    limits.check_columns(len(header))
    found = replace(form, encoding=encoding, delimiter=delimiter)
    return Table(tuple(header), _rows(reader, header), found)


def encoding_of(head: bytes) -> str:
    """Return the encoding of a text: by its mark, else UTF-8, or Windows-1252 where the beginning is no UTF-8."""
    if (wide := WIDE.get(head[:2])) is not None:
        return wide
    try:
        head.decode()
    except UnicodeDecodeError as error:
        cut = len(head) >= HEAD and error.start > len(head) - 4  # amid a character
        return "utf-8" if cut else "cp1252"
    return "utf-8"


def lines(path: Path, encoding: str) -> Iterator[str]:
    """Yield the decoded lines with their ends; Fault where the file is damaged or not in this encoding."""
    number = 0
    with opened(path) as source:
        try:
            if encoding == "utf-16":
                yield from io.TextIOWrapper(io.BufferedReader(source), encoding, newline="")
                return
            while raw := source.readline(limits.LONGEST_LINE + 1):
                number += 1
                if len(raw) > limits.LONGEST_LINE:
                    raise Fault("is longer than 16 MB; is this a text file?", row=number)
                yield raw.decode("utf-8-sig" if number == 1 and encoding == "utf-8" else encoding)
        except UnicodeDecodeError as error:
            wrong = error.object[error.start : error.start + 1].hex()
            raise Fault(f"byte 0x{wrong} is not {encoding}; save the file as UTF-8", row=number) from None
        except DAMAGE as error:
            raise Fault(f"the file is damaged after row {number}: {error}") from None


def _rows(reader: Reader, header: list[str]) -> Rows:
    """Yield the rows; empty ones are no rows, nor is the header where it stands there again."""
    line, count, width = reader.line_num + 1, 0, len(header)
    while (texts := _next(reader)) is not None:
        if any(map(str.strip, texts)) and texts != header:
            count += 1
            if len(texts) != width:
                raise Fault(_other_width(len(texts), width), row=line)
            limits.check_rows(count, line)
            yield line, texts
        line = reader.line_num + 1


def _other_width(values: int, width: int) -> str:
    said = f"has {values} values; the header has {width}"
    if width == 1:
        return f"{said}. If a title stands above the header, take it out"
    return f"{said}. If it is a total or a note, take it out" if values < width else said


def _next(reader: Reader) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise Fault(f"is not a row of separated values: {error}", row=reader.line_num) from None


def _delimiter(text: str) -> str:
    """Return the mark that stands most often in the header, outside quotes."""
    header = "".join(text.splitlines()[:1]).split('"')[::2]
    times = Counter({mark: sum(part.count(mark) for part in header) for mark in DELIMITERS})
    mark, most = times.most_common(1)[0]
    return mark if most else ","
