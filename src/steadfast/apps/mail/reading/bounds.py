"""Pages that would fill the memory once they are laid out: a few letters of them ask for gaps of any size."""

from typing import Any

from lxml.etree import iterwalk

from steadfast.apps.mail.reading.tables import CELLS, ROWS

KEPT = ("display", "white-space")  # of a style; margins and paddings are those of a letter
LISTS = ("ul", "ol")
DEEPEST_LIST = 10
MOST_SPACE = 10_000_000  # characters that the tables of a page would take


def bounded(tree: Any) -> None:
    """Take from a page what would make its text far longer than itself."""
    for element in tree.iter("*"):
        if "style" in element.attrib:
            said = (each for each in element.get("style").split(";") if each.partition(":")[0].strip().lower() in KEPT)
            element.set("style", ";".join(said))
    for element in _too_deep(tree):
        element.tag = "div"
    if sum(_space(table) for table in tree.iter("table")) > MOST_SPACE:
        for element in list(tree.iter("table", *ROWS, *CELLS)):
            element.tag = "div"


def _too_deep(tree: Any) -> list[Any]:
    found, depth = [], 0
    for event, element in iterwalk(tree, events=("start", "end"), tag=LISTS):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > DEEPEST_LIST:
            found.append(element)
    return found


def _space(table: Any) -> int:
    """Return how many characters a table may take: each cell is as wide as its column and as high as its row."""
    rows = [list(row.iter(*CELLS)) for row in table.iter("tr")]
    rows.append([cell for cell in table.iter(*CELLS) if next(cell.iterancestors("tr"), None) is None])
    widest = height = 0
    for cells in rows:
        texts = [str(cell.text_content()) for cell in cells]
        widest = max([widest, *map(len, texts)])
        lines = (1 + sum(1 for _ in cell.iter()) + text.count("\n") for cell, text in zip(cells, texts, strict=True))
        height += max(lines, default=0)
    return max(map(len, rows)) * widest * height
