"""XES, the event logs of process mining: an event is a row; what is said of its trace stands before it as `case:…`.

Which attributes there are is known at the end of the file alone, so it is read twice. Documents that declare entities
are refused.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.reading import limits
from steadfast.apps.imports.reading.packed import DAMAGE, opened
from steadfast.apps.imports.reading.table import Form, Rows, Table

VALUES = frozenset(("string", "date", "int", "float", "boolean", "id"))
TRACE = "case:"


def table(path: Path, form: Form, head: bytes) -> Table:
    """Return the events of a log as a table."""
    columns = dict.fromkeys(name for _, cells in _events(path) for name in cells)
    if not columns:
        raise Fault("the file holds no event; is it an XES log?")
    limits.check_columns(len(columns))
    return Table(tuple(columns), _rows(path, tuple(columns)), form, typed=True)


def _rows(path: Path, columns: tuple[str, ...]) -> Rows:
    for row, cells in _events(path):
        yield row, [cells.get(name, "") for name in columns]


def _events(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    row = 1
    with opened(path) as source:
        try:
            for cells in _parsed(cast(IO[bytes], source)):
                row += 1
                limits.check_rows(row - 1, row)
                yield row, cells
        except ParseError as error:
            raise Fault(f"the file is no well-formed XML: {error}") from None
        except DefusedXmlException:
            raise Fault("the file declares a document type or entities; no log needs any") from None
        except DAMAGE as error:
            raise Fault(f"the file is damaged after row {row}: {error}") from None


def _parsed(source: IO[bytes]) -> Iterator[dict[str, str]]:
    """Yield the cells of each event; what was read is dropped as soon as it was used."""
    trace: dict[str, str] = {}
    path: list[Element] = []
    for happened, node in iterparse(source, events=("start", "end"), forbid_dtd=True):
        if happened == "start":
            path.append(node)
            continue
        path.pop()
        inside, name = _tag(path[-1]) if path else "", _tag(node)
        if inside == "trace" and name in VALUES:
            trace[TRACE + node.get("key", "")] = node.get("value", "")
        elif name == "event":
            yield trace | {item.get("key", ""): item.get("value", "") for item in node if _tag(item) in VALUES}
        if name == "trace":
            trace = {}
        if inside != "event":
            node.clear()
            if path and inside != "event":
                path[-1].remove(node)


def _tag(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]
