"""Every defense that the threat model names has its test: a file that is there, and that holds tests."""

import ast
import re

from tests.architecture.sources import ROOT

PAGE = ROOT / "THREAT_MODEL.md"
LINK = re.compile(r"\[[^\]]+\]\((tests/[^)]+)\)")


def defended(page: str) -> list[list[str]]:
    """Return the cells of each row of what is defended."""
    table = page.partition("## What is defended")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def holds(name: str) -> int:
    file = ROOT / name
    if not (file.is_file() and file.name.startswith("test_")):
        return 0
    tree = ast.parse(file.read_text())
    return sum(isinstance(node, ast.FunctionDef) and node.name.startswith("test_") for node in ast.walk(tree))


def test_the_rule_sees_a_row_without_a_test() -> None:
    page = "## What is defended\n\n| Attack | Defense | Test |\n|---|---|---|\n| a | b | c |\n\n## Next\n| x |\n"
    assert defended(page) == [["a", "b", "c"]]
    assert holds("tests/nowhere/test_x.py") == 0
    assert holds("tests/architecture/test_threat_model.py") == 2  # this one and the next


def test_every_defense_names_tests_that_are_there() -> None:
    rows = defended(PAGE.read_text())
    assert len(rows) > 25
    assert [row for row in rows if len(row) != 3 or not all(row)] == []
    named = {row[0]: LINK.findall(row[2]) for row in rows}
    assert [attack for attack, files in named.items() if not files or not all(map(holds, files))] == []
