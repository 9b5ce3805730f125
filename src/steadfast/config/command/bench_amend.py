"""`steadfast bench amend`: what the edit of a calendar costs that many open promises count on, on both engines."""

import argparse
from typing import Any

from steadfast.config.bench import processes
from steadfast.config.cluster import NoPostgres
from steadfast.config.command.answer import show
from steadfast.config.command.bench_desk import ENGINES
from steadfast.foundation import clock

OPEN = 50_000
ROWS = (
    ("open", "open promises under it"),
    ("later", "later by it"),
    ("changed", "changed in the end"),
    ("plan_s", "plan, s of CPU (budget 2)"),
    ("page_s", "preview page, s of CPU (budget 2)"),
    ("parts", "parts of the application"),
    ("part_s", "longest part, s of CPU (budget 1)"),
    ("part_wall_s", "longest part, s on the wall"),
    ("all_parts_s", "all parts, s of CPU"),
)


def run(options: argparse.Namespace) -> int:
    """Print one column for each engine. What is over its budget is no failure: machines differ."""
    runs: list[dict[str, Any]] = []
    missing: list[str] = []
    for engine in ENGINES[options.engine]:
        try:
            runs.append(processes.measure(engine, "steadfast.config.command.amend_process", [str(OPEN)]))
        except (NoPostgres, processes.Failed) as error:
            missing.append(f"{engine}: {error}")
    lines = [f"{'':36}" + "".join(f"{run['engine']:>12}" for run in runs)]
    lines += [f"{words:36}" + "".join(f"{run[key]:>12,}" for run in runs) for key, words in ROWS]
    lines += [f"not measured: {words}" for words in missing]
    report = {"date": f"{clock.now():%Y-%m-%d}", "runs": runs, "missing": missing}
    show(report, "\n".join(lines), as_json=options.json)
    return 0
