"""Any file is a table, opened by what it is; what cannot be read is refused in a sentence, and nothing is slurped."""

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from steadfast.apps.imports.reading import Fault, Form, digest, limits, open_table

PLAIN = b"a,b\n1,\xc3\xbc\n"
GLOBAL = '<global scope="event"><string key="x" value="no"/></global>'
XES = f'<log>{GLOBAL}<trace><string key="concept:name" value="T1"/>{{}}</trace></log>'


def zipped(data: bytes) -> bytes:
    """Return a zip whose one file has a name that would lead elsewhere."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("../../elsewhere.csv", data)
    return into.getvalue()


def workbook(*rows: list[object]) -> bytes:
    book, into = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.create_sheet("Other").append(["c"])
    book.save(into)
    return into.getvalue()


def table(folder: Path, data: bytes, form: Form | None = None) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    path = folder / "file"
    path.write_bytes(data)
    found = open_table(path, form)
    return found.columns, [(row, list(texts)) for row, texts in found.rows]


def fault(folder: Path, data: bytes, form: Form | None = None) -> str:
    with pytest.raises(Fault) as caught:
        table(folder, data, form)
    return str(caught.value)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress, zipped])
def test_a_file_is_read_packed_or_not(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    assert table(tmp_path, pack(PLAIN)) == (("a", "b"), [(2, ["1", "ü"])])


@pytest.mark.parametrize(
    "data",
    [
        "a;b\n1;ü\n".encode(),
        "a\tb\n1\tü\n".encode("utf-16"),
        "a|b\n1|ü\n".encode("cp1252"),
        "\ufeffa,b\r\n1,ü\r\n".encode(),
        b'{"a": 1, "b": "\xc3\xbc"}\n',
        workbook(["a", "b"], [1, "ü"]),
        gzip.compress(workbook(["a", "b"], [1.0, "ü"])),
    ],
)
def test_delimiter_encoding_and_format_are_found_out(tmp_path: Path, data: bytes) -> None:
    columns, rows = table(tmp_path, data)
    assert (columns, [texts for _, texts in rows]) == (("a", "b"), [["1", "ü"]])


def test_what_a_mapping_says_of_a_file_is_believed(tmp_path: Path) -> None:
    assert table(tmp_path, b"a,b;c\n1,2;3\n", Form(delimiter=";"))[0] == ("a,b", "c")
    assert table(tmp_path, "ü\n1\n".encode("cp850"), Form(encoding="cp850"))[0] == ("ü",)
    assert table(tmp_path, workbook(["a"], [1]), Form(sheet="Other")) == (("c",), [])
    assert fault(tmp_path, workbook(["a"]), Form(sheet="None")) == "there is no sheet 'None'; there are Sheet, Other"


def test_a_sheet_gives_dates_in_iso_form_and_its_empty_rows_are_counted(tmp_path: Path) -> None:
    data = workbook([None], ["n", "at", "on"], [1, datetime(2026, 11, 22, 9, 30), True], [], [2.5, None, None])
    rows = [(3, ["1", "2026-11-22T09:30:00", "true"]), (5, ["2.5", "", ""])]
    assert table(tmp_path, data) == (("n", "at", "on"), rows)


def test_an_event_log_gives_each_event_with_what_is_said_of_its_trace(tmp_path: Path) -> None:
    event = '<event><string key="concept:name" value="Wait"><string key="deep" value="no"/></string></event>'
    late = '<event><date key="time:timestamp" value="2026-11-22T09:30:00+01:00"/></event>'
    columns = ("case:concept:name", "concept:name", "time:timestamp")
    rows = [(2, ["T1", "Wait", ""]), (3, ["T1", "", "2026-11-22T09:30:00+01:00"])]
    assert table(tmp_path, XES.format(event + late).encode()) == (columns, rows)


def test_json_lines_name_what_lies_deeper_by_dots(tmp_path: Path) -> None:
    data = b'{"key": "A", "fields": {"state": {"name": "Open"}, "labels": ["x"]}}\n\n{"key": "B", "done": true}\n'
    columns = ("key", "fields.state.name", "fields.labels", "done")
    assert table(tmp_path, data) == (columns, [(1, ["A", "Open", '["x"]', ""]), (3, ["B", "", "", "true"])])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"a,b\n1\n", "row 2: has 1 values; the header has 2"),
        (b'a\n"1"x\n', "row 2: is not a row of separated values"),
        (b"%PDF-1.7", "this is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old Excel file"),
        (b"<!DOCTYPE html><html>", "this is a web page"),
        (b"<log><trace>", "no well-formed XML"),
        (b"<log></log>", "holds no event"),
        (b'<!DOCTYPE l [<!ENTITY a "b">]><log/>', "declares a document type or entities"),
        (b'{"a": 1}\n{"a"\n', "row 2: is no JSON"),
        (b'[{"a": 1}]', "row 1: is a list"),
        (b'{"a":' * 30 + b"1" + b"}" * 30, "row 1: is nested deeper"),
        (workbook(["a"], [1])[:-200], "damaged"),
        (workbook([]), "the sheet is empty"),
        (workbook(["a"], [1, 2]), "row 2: has a value to the right"),
        (gzip.compress(PLAIN * 9000)[:-20], "the file is damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    assert words in fault(tmp_path, data)


def test_a_zip_of_several_files_is_refused(tmp_path: Path) -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("a.csv", PLAIN)
        archive.writestr("b.csv", PLAIN)
    assert fault(tmp_path, into.getvalue()) == "the zip holds 2 files; pack exactly one"


def test_a_file_of_two_gigabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(2 << 30)  # a hole: it takes no room
    for look in (open_table, digest):
        with pytest.raises(Fault, match=r"the file holds 2\.0 GB; at most 1 GB is read, so divide it"):
            look(path)


def test_a_workbook_with_styles_against_the_standard_says_what_to_do(tmp_path: Path) -> None:
    """As some report writers make them; the library that reads workbooks refuses the whole file."""
    bad = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["a"], [1]))) as source, zipfile.ZipFile(bad, "w") as target:
        for part in source.infolist():
            body = source.read(part).replace(b"<fills", b"<fillz").replace(b'patternType="', b'patternType="glitter')
            target.writestr(part, body)
    assert "Open it in Excel or LibreOffice, save it as CSV or anew" in fault(tmp_path, bad.getvalue())


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, zipped])
def test_a_bomb_ends_at_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 1 << 20)
    assert "1 GB" in fault(tmp_path, pack(b"a,b\n" + b"1,2\n" * 500_000))


def test_too_many_rows_are_refused_by_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 2)
    assert fault(tmp_path, b"a\n1\n2\n3\n").startswith("row 4: is one too many: at most 2 rows are read")
