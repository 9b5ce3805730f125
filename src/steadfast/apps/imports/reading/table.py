"""A table, whatever file it comes from; and how a file is written, as it was found or as a mapping says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from steadfast.apps.imports.fault import Fault

FORMATS = ("csv", "xlsx", "xes", "json lines")

type Rows = Iterator[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a file is written. Whatever is "" is found out from the file itself."""

    format: str = ""
    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` can be read once: each is its number and one text for every column, "" where the file says nothing.

    Rows are numbered as a person counts them with the header as row 1: the line on which a row of text begins, the
    row of a sheet, and otherwise the number of the record plus one. `typed`: its dates are values of their own (a cell
    of a sheet, a date of an event log) and given here in ISO form, whatever they look like on a screen.
    """

    columns: tuple[str, ...]
    rows: Rows
    form: Form
    typed: bool = False

    def place(self, names: Sequence[str]) -> int | None:
        """Return where the first of these columns that is there stands. Fault when it stands there twice."""
        for name in names:
            if (times := self.columns.count(name)) > 1:
                raise Fault(f"stands there twice; the file has {self.listed()}", row=1, column=name)
            if times:
                return self.columns.index(name)
        return None

    def listed(self) -> str:
        """Return the columns as a sentence lists them."""
        return ", ".join(self.columns)[:500]
