"""The figures as text for a person: one line a page, what is over its budget marked."""

from collections.abc import Mapping, Sequence
from typing import Any

from steadfast.config.bench.budgets import BUDGETS, Row

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def ours(rows: Sequence[Row]) -> list[str]:
    """Return the lines of our own pages, a table for each engine."""
    lines: list[str] = []
    for engine in dict.fromkeys(row.engine for row in rows):
        own = [row for row in rows if row.engine == engine]
        sizes = sorted({size for row in own for size in row.costs})
        head = "".join(f"{size:>20,}" for size in sizes)
        lines += ["", f"{NAMES[engine]:<26}{'budget':>12}{head}{'growth':>9}"]
        lines += [_line(row, sizes) for row in own]
    return [*lines, "", "best CPU in ms (median) and statements; * over budget"]


def _line(row: Row, sizes: Sequence[int]) -> str:
    cells = "".join(f"{_cell(row, size):>20}" for size in sizes)
    growth = f"{row.growth:.2f}" if row.growth is not None else "-"
    return f"{row.budget.name:<26}{_limits(row):>12}{cells}{growth:>9}"


def _limits(row: Row) -> str:
    ms, queries = row.budget.ms, row.budget.queries
    return f"{ms:g} ms{'' if queries is None else f', {queries}'}" if ms is not None else "-"


def _cell(row: Row, size: int) -> str:
    cost = row.costs.get(size)
    if cost is None:
        return "-"
    over = row.over(size)
    cpu = f"{cost['best_ms']:.1f}{'*' if 'CPU' in over else ''} ({cost['median_ms']:.1f})"
    return f"{cpu} {cost['queries']:>3}{'*' if 'queries' in over else ' '}"


def speeds(runs: Sequence[Mapping[str, Any]]) -> str:
    """Return a line on how fast the machine was during the runs, to compare figures of a busy one with others."""
    found = [run["yardstick"] for run in runs if "yardstick" in run]
    if not found:
        return ""
    best, worst = min(loop["best_ms"] for loop in found), max(loop["median_ms"] for loop in found)
    usual = sorted(loop["median_ms"] for loop in found)[len(found) // 2]
    return f"yardstick, a fixed loop: best {best:.2f} ms, usual {usual:.2f} ms, slowest run {worst:.2f} ms"


def beside(peer: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the lines that compare our pages with the peer's."""
    title = f"{peer['name']}, {peer['tickets']:,} tickets, SQLite"
    lines = ["", title, f"{'':<26}{'engine':<12}{'ours':>9}{'peer':>10}{'ours/peer':>11}{'statements':>14}"]
    for row in found:
        counts = f"{row['ours_queries']} : {row['peer_queries']}"
        cpu = f"{row['ours_ms']:>9.1f}{row['peer_ms']:>10.1f}{row['ratio']:>11.3f}"
        lines.append(f"{BUDGETS[row['page']].name:<26}{NAMES[row['engine']]:<12}{cpu}{counts:>14}")
    return lines
