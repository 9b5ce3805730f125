"""Reads the worked tables of docs/algorithms, so that the pages cannot say what the code does not do."""

from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs" / "algorithms"


def table(page: str, first_heading: str) -> list[dict[str, str]]:
    """Return the rows of the table whose first column has this heading, each by heading. "–" stays as it is."""
    lines = [line.strip() for line in (DOCS / page).read_text().splitlines()]
    starts = [place for place, line in enumerate(lines) if line.startswith(f"| {first_heading} |")]
    if not starts:
        raise LookupError(f"{page} has no table that begins with {first_heading!r}")
    start = starts[0]
    heads = cells(lines[start])
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(heads, cells(line), strict=True)))
    return rows


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
