"""Lists as files: no cell runs as a formula, and a list that is cut off says so."""

import csv
import json
import re

import pytest

from steadfast.foundation import pages, spreadsheet, subjects
from steadfast.foundation.models import Subject
from steadfast.foundation.pages import Page

COLUMNS = ("number", "title")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_a_formula_gets_an_apostrophe_in_csv_and_stays_itself_in_json(text: str) -> None:
    assert spreadsheet.csv_line(["x", text]).replace('"', "").startswith(f"x,'{text[0]}")
    assert json.loads(spreadsheet.json_line(COLUMNS, ["1", text])) == {"number": "1", "title": text}


@pytest.mark.parametrize("text", ["Printer;=1+1", "Printer; @SUM(1)", "two\n=1+1", "tab\t-2+3", "x;+cmd", "=a;=b"])
def test_a_formula_behind_what_parts_cells_elsewhere_gets_one_too(text: str) -> None:
    """A spreadsheet of a German desk parts cells at semicolons, and takes no heed of quotes between commas then."""
    cell = spreadsheet.csv_line(["x", text])
    assert not re.search(r"[;\t\n]\s*[=+@-]\w?", cell)
    assert cell.count("'") == 1 + text.startswith("=")


@pytest.mark.parametrize("text", ["thanks ;-)", "Mon; Tue", "a - b", "a\n- b\n- c", "1=1"])
def test_what_nobody_runs_stays_itself(text: str) -> None:
    assert next(csv.reader([spreadsheet.csv_line([text])])) == [text] or text in spreadsheet.csv_line([text])


def test_what_is_empty_is_null_in_json() -> None:
    assert json.loads(spreadsheet.json_line(COLUMNS, ["1", ""])) == {"number": "1", "title": None}


def file(form: str) -> list[str]:
    rows = Subject.objects.filter(kind="thing")

    def read(after: str | None) -> Page[Subject]:
        return pages.page(rows, order=("id",), after=after, size=2)

    said = spreadsheet.lines(COLUMNS, read, lambda row: (str(row.number), row.title), form=form, what="things")
    return "".join(said).splitlines()


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "head"), [("csv", 1), ("jsonl", 0)])
def test_a_file_holds_every_row_until_its_limit_and_then_says_so(
    form: str, head: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        subjects.open_subject("thing", f"thing {number}", 1)
    assert len(file(form)) == 5 + head
    monkeypatch.setattr(spreadsheet, "LIMIT", 4)
    assert len(file(form)) == 4 + head + 1
    assert "Only the first 4 things are here" in file(form)[-1]
