"""`steadfast bench api`: what our API costs beside the REST API of django-helpdesk, on the same rows, in one run."""

import argparse
import platform
import signal
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from steadfast.config.bench import processes, table
from steadfast.config.cluster import NoPostgres
from steadfast.config.command import bench_desk
from steadfast.config.command.answer import show
from steadfast.foundation import clock

PROGRAM = "steadfast.config.command.api_process"
NAMES: Mapping[str, str] = {
    "api_list_first": "tickets, first page of 25",
    "api_list_deep": "tickets, 60 pages on",
    "api_list_waiting": "tickets still worked on",
    "api_detail": "one ticket",
    "api_create": "open a ticket",
    "api_reply": "reply",
}


def run(options: argparse.Namespace) -> int:
    """Print the table: CPU of a whole request through all middleware, best of the repeats, and statements."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    tickets = bench_desk.sizes(options.sizes)[0]
    missing: list[str] = []
    runs = list(_ours(tickets, bench_desk.ENGINES[options.engine], options.repeats, missing))
    peer = _peer(tickets, options.repeats, missing) if options.peer else None
    report = {
        "date": f"{clock.now():%Y-%m-%d}",
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "repeats": options.repeats,
        "runs": runs,
        "peer": peer,
        "ratios": [ratio for ours in runs for ratio in _ratios(ours, peer)] if peer else [],
        "missing": missing,
    }
    show(report, "\n".join(lines_of(report)), as_json=options.json)
    return 0


def _ours(tickets: int, engines: Sequence[str], repeats: int, missing: list[str]) -> Iterator[dict[str, Any]]:
    for engine in engines:
        bench_desk.say(f"Steadfast, {tickets:,} tickets, {table.NAMES[engine]} …")
        try:
            yield processes.measure(engine, PROGRAM, [str(tickets), str(repeats)])
        except (NoPostgres, processes.Failed) as error:
            missing.append(f"Steadfast on {table.NAMES[engine]}: {error}")


def _peer(tickets: int, repeats: int, missing: list[str]) -> dict[str, Any] | None:
    bench_desk.say(f"django-helpdesk, {tickets:,} tickets …")
    try:
        return processes.measure_peer(tickets, repeats, int(clock.now().timestamp()), "api")
    except processes.Failed as error:
        missing.append(f"django-helpdesk: {error}")
        return None


def _ratios(ours: Mapping[str, Any], peer: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield of each request how many times the peer's CPU ours is the part of: 3 is three times as fast."""
    theirs = {page["page"]: page for page in peer["pages"]}
    for page in ours["pages"]:
        other = theirs[page["page"]]
        faster = round(other["best_ms"] / page["best_ms"], 2)
        yield {"engine": ours["engine"], "page": page["page"], "times_as_fast": faster}


def lines_of(report: Mapping[str, Any]) -> list[str]:
    """Return the table; what the peer was asked less often than ours, since it takes so long, is named beneath it."""
    peer, faster = report["peer"], {(r["engine"], r["page"]): r["times_as_fast"] for r in report["ratios"]}
    theirs = {page["page"]: page for page in peer["pages"]} if peer else {}
    lines = [f"{report['date']}, {report['machine']}"]
    if peer:
        lines.append(f"{peer['name']}, {peer['tickets']:,} tickets each")
    lines.append(f"{'':<28}{'engine':<12}{'ours':>9}{'peer':>10}{'as fast':>9}{'statements':>14}")
    for run in report["runs"]:
        lines += [_line(run["engine"], page, theirs.get(page["page"]), faster) for page in run["pages"]]
    lines.append("best CPU in ms of a whole request, through all middleware")
    if few := [f"{NAMES[key]} {page['asked']}×" for key, page in theirs.items() if page["asked"] < report["repeats"]]:
        lines.append(f"not asked {report['repeats']}× of the peer, as a request takes so long: {', '.join(few)}")
    return lines + [f"not measured: {words}" for words in report["missing"]]


def _line(
    engine: str, page: Mapping[str, Any], other: Mapping[str, Any] | None, faster: Mapping[tuple[str, str], float]
) -> str:
    cpu = f"{page['best_ms']:>9.1f}"
    beside = f"{other['best_ms']:>10.1f}{faster[engine, page['page']]:>8.1f}×" if other else f"{'-':>10}{'-':>9}"
    counts = f"{page['queries']} : {other['queries'] if other else '-'}"
    return f"{NAMES[page['page']]:<28}{table.NAMES[engine]:<12}{cpu}{beside}{counts:>14}"
