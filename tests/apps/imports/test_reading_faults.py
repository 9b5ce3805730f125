"""A log that cannot be read says which row, which column and which value; nothing is guessed."""

import gzip
import lzma
from datetime import date
from pathlib import Path

import pytest

from steadfast.apps.desk.importing.log.cut import Cut
from steadfast.apps.desk.importing.log.read import read
from steadfast.apps.imports.fault import Fault
from tests.apps.imports.logs import HEADER, UCI, line, story, write


def fault(path: Path) -> Fault:
    with pytest.raises(Fault) as caught:
        read(path, UCI)
    return caught.value


def test_a_broken_date_deep_in_the_file_is_named_by_row_column_and_value(tmp_path: Path) -> None:
    rows = [line(number=f"INC{n}") for n in range(70_000)]
    rows[69_998] = line(number="INC69998", sys_updated_at="31/2/2016 10:00")
    found = fault(write(tmp_path, rows))
    assert (found.row, found.column, found.value) == (70_000, "sys_updated_at", "31/2/2016 10:00")
    assert str(found) == "row 70000, column sys_updated_at: '31/2/2016 10:00' is not a date like 29/02/2016 13:05"


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("closed_at", "tomorrow", "is not a date"),
        ("resolved_at", "2016-03-07", "is not a date"),
        ("sys_created_at", "7/13/2016 10:00", "is not a date"),
        ("opened_at", "?", "is empty"),
        ("opened_at", "7/3/0016 10:00", "is not between 1970 and 2100"),
        ("opened_at", "7/3/9999 10:00", "is not between 1970 and 2100"),
        ("incident_state", "Pondering", "is unknown; known are New, Active"),
        ("priority", "5 - Dull", "is unknown"),
        ("made_sla", "maybe", "is unknown"),
        ("reopen_count", "-1", "is not a count"),
        ("reopen_count", "²", "is not a count"),
        ("number", " ", "is empty"),
        ("assignment_group", "G" * 101, "is longer than 100 characters"),
        ("location", "a\x00b", "holds a NUL character"),
    ],
)
def test_every_kind_of_wrong_cell_is_named(tmp_path: Path, column: str, value: str, words: str) -> None:
    found = fault(write(tmp_path, [line(), line(**{column: value})]))
    assert (found.row, found.column) == (3, column)
    assert words in str(found)


def test_a_subject_of_a_megabyte_is_named_and_not_printed_in_full(tmp_path: Path) -> None:
    found = fault(write(tmp_path, [line(u_symptom="x" * 1_048_576)]))
    assert (found.row, found.column) == (2, "u_symptom")
    assert "1,048,576 characters" in str(found)
    assert len(str(found)) < 300


def test_rows_are_counted_by_lines_of_the_file_also_after_a_cell_with_line_breaks(tmp_path: Path) -> None:
    found = fault(write(tmp_path, [line(u_symptom="one\ntwo\nthree"), line(opened_at="never")]))
    assert found.row == 5


def test_a_missing_column_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(",".join(name for name in HEADER if name != "sys_updated_at") + "\n")
    found = fault(path)
    assert (found.row, found.column) == (1, "sys_updated_at")
    assert "the file has number, incident_state" in str(found)


def test_a_row_of_another_length_is_named(tmp_path: Path) -> None:
    found = fault(write(tmp_path, [line(), line() + ",more"]))
    assert str(found) == "row 3: has 37 values; the header has 36"


def test_one_number_for_two_tickets_is_refused(tmp_path: Path) -> None:
    rows = [*story("INC1", ("7/3/2016 14:00", "New")), *story("INC1", ("8/3/2016 09:00", "New"))]
    assert "is the number used twice?" in str(fault(write(tmp_path, rows)))


@pytest.mark.parametrize("text", ["", "\n"])
def test_an_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "log.csv"
    path.write_text(text)
    assert str(fault(path)) == "the file is empty"


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    assert str(fault(write(tmp_path, []))) == "the file has a header but no rows"


def test_another_encoding_is_named_by_row(tmp_path: Path) -> None:
    path = write(tmp_path, [line()])
    path.write_bytes(path.read_bytes() + line(location="Zürich").encode("latin-1"))
    assert str(fault(path)).startswith("row 3: byte 0xfc is not utf-8")


def test_a_truncated_archive_is_damaged_not_short(tmp_path: Path) -> None:
    path = tmp_path / "log.csv.xz"
    whole = lzma.compress(write(tmp_path, [line(number=f"INC{n}") for n in range(2_000)]).read_bytes())
    path.write_bytes(whole[: len(whole) // 2])
    assert "the file is damaged after row" in str(fault(path))


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    assert str(fault(tmp_path / "none.csv")) == "none.csv cannot be read: No such file or directory"


def test_a_broken_date_after_the_cut_is_found_too(tmp_path: Path) -> None:
    path = write(tmp_path, [line(), line(number="INC2", opened_at="1/1/2017 09:00", sys_updated_at="x")])
    with pytest.raises(Fault, match="row 3, column sys_updated_at"):
        read(path, UCI, Cut(until=date(2016, 12, 31)))


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_packed_file_is_known_by_its_content(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    path = tmp_path / "log"
    path.write_bytes(pack(write(tmp_path, [line(), line(number="INC2")]).read_bytes()))
    assert [ticket.key for ticket in read(path, UCI).tickets] == ["INC1", "INC2"]


def test_formulas_emoji_and_other_scripts_arrive_as_they_are(tmp_path: Path) -> None:
    words = '=HYPERLINK("x") 🧯 مرحبا <script>alert(1)</script> {0.__class__}'
    path = write(tmp_path, [line(u_symptom=words.replace('"', '""'))])
    assert read(path, UCI).tickets[0].title == f"{words} (Category 1 / Subcategory 2)"
