"""Tables of a page: those that only place things become paragraphs; rows of figures stay rows.

A library that sets cells side by side would mix the lines of two columns into each other.
"""

from typing import Any

CELLS = ("td", "th")
ROWS = ("tr", "tbody", "thead", "tfoot")
BLOCKS = ("br", "p", "div", "li", "h1", "h2", "h3", "h4", "pre")
MOST_BLOCKS = 1  # in one cell of a table of figures


def laid_out(tree: Any) -> None:
    """Make paragraphs of the cells of tables that hold tables, or several lines in one cell."""
    lays_out = {table for inner in tree.iter("table") for table in _above(inner, "table")}
    lines: dict[Any, int] = {}
    for block in tree.iter(*BLOCKS):
        for cell in _above(block, *CELLS):
            lines[cell] = lines.get(cell, 0) + 1
            if lines[cell] > MOST_BLOCKS:
                lays_out.update(_above(cell, "table"))
    mine = [each for each in tree.iter(*ROWS, *CELLS) if lays_out.intersection(_above(each, "table"))]
    for element in [*mine, *lays_out]:
        element.tag = "div"


def _above(element: Any, *tags: str) -> list[Any]:
    """Return the nearest element of these tags around one, in a list; an empty one where there is none."""
    found = next(element.iterancestors(*tags), None)
    return [] if found is None else [found]
