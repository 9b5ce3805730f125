"""What the benches that measure one thing on either engine share: the runs, and what is told of the machine."""

import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from steadfast.config.bench import processes, table
from steadfast.config.cluster import NoPostgres
from steadfast.config.command.answer import show
from steadfast.config.command.bench_desk import say
from steadfast.foundation import clock

type Run = dict[str, Any]


def measured(
    engines: Sequence[str], what: str, program: str, words: Sequence[str], missing: list[str]
) -> Iterator[Run]:
    """Yield what a program measures on each engine; `missing` is told which could not be measured, and why."""
    for engine in engines:
        say(f"{what}, {table.NAMES[engine]} …")
        try:
            yield processes.measure(engine, program, words)
        except (NoPostgres, processes.Failed) as error:
            missing.append(f"{table.NAMES[engine]}: {error}")


def tell(runs: Sequence[Run], missing: list[str], lines: Callable[[Run], Iterable[str]], *, as_json: bool) -> None:
    """Print the runs with the date and the machine, then what is missing."""
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    report = {"date": f"{clock.now():%Y-%m-%d}", "machine": machine, "runs": runs, "missing": missing}
    told = [f"{report['date']}, {machine}", *(line for run in runs for line in lines(run))]
    show(report, "\n".join([*told, *(f"not measured: {words}" for words in missing)]), as_json=as_json)
