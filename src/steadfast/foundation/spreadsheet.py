"""Lists as files: CSV for a spreadsheet, JSON lines for a program, sent line by line as they are read.

What a spreadsheet would run as a formula gets an apostrophe before it; JSON says the text as it is. A spreadsheet that
parts cells at semicolons takes no heed of our quotes, so a formula may begin in the middle of a cell of ours, too.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Model, QuerySet
from django.http import HttpResponse, StreamingHttpResponse

from steadfast.foundation import pages
from steadfast.foundation.pages import Page

LIMIT = 50_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WITHIN = re.compile(r"([;\t\r\n][ \t]*)(?=[=@]|[+-][\w(\"'])")
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}
Cells = Sequence[str]


def csv_line(cells: Cells) -> str:
    """Return one line of CSV."""
    out = io.StringIO()
    csv.writer(out).writerow([_plain(cell) for cell in cells])
    return out.getvalue()


def _plain(cell: str) -> str:
    """Return the text of a cell of which no spreadsheet runs a part."""
    kept = WITHIN.sub(r"\1'", cell)
    return f"'{kept}" if cell.startswith(FORMULA) else kept


def json_line(columns: Cells, cells: Cells) -> str:
    """Return one line that is a JSON object; what is empty is null."""
    named = {name: cell or None for name, cell in zip(columns, cells, strict=True)}
    return json.dumps(named, ensure_ascii=False) + "\n"


def lines[M](
    columns: Cells, read: Callable[[str | None], Page[M]], cells: Callable[[M], Cells], *, form: str, what: str
) -> Iterator[str]:
    """Yield the text of a file page by page, so that no query stays open while it is sent; at most LIMIT rows.

    `read` gives the page after a cursor; `what` names the rows in the last line, which says when there are more.
    """
    if form == "csv":
        yield csv_line(columns)
    after, sent = None, 0
    while sent < LIMIT:
        page = read(after)
        said = (cells(row) for row in page.rows)
        yield "".join(csv_line(row) if form == "csv" else json_line(columns, row) for row in said)
        after, sent = page.next, sent + len(page.rows)
        if after is None:
            return
    words = f"Only the first {LIMIT} {what} are here; narrow the filters for the rest."
    yield csv_line([words]) if form == "csv" else json_line(["note"], [words])


def of_rows[M: Model](
    rows: QuerySet[M], columns: Cells, cells: Callable[[M], Cells], *, order: Sequence[str], name: str, form: str
) -> HttpResponse:
    """Send the rows of a query as a file, read page by page along `order` (see foundation.pages)."""

    def read(cursor: str | None) -> Page[M]:
        return pages.page(rows, order=order, after=cursor, size=pages.LARGEST)

    return answer(lines(columns, read, cells, form=form, what=name), name, form=form)


def few(columns: Cells, rows: Iterable[Sequence[object]], *, form: str) -> Iterator[str]:
    """Yield the text of a file of rows that are at hand; None is an empty cell."""
    if form == "csv":
        yield csv_line(columns)
    for row in rows:
        cells = ["" if value is None else str(value) for value in row]
        yield csv_line(cells) if form == "csv" else json_line(columns, cells)


def instant(at: datetime | None) -> str:
    """Return an instant as the files say it, nothing for none."""
    return at.isoformat(timespec="seconds") if at else ""


def answer(text: Iterator[str], name: str, *, form: str) -> HttpResponse:
    """Return the answer that streams a file called `name`."""
    found = StreamingHttpResponse(text, content_type=TYPES[form])
    found["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return found  # type: ignore[return-value]  # Django's StreamingHttpResponse is no HttpResponse, yet it is one to a view
