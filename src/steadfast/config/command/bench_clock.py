"""`steadfast bench clock`: our clock and its peers on one workload in one run, their answers compared."""

import argparse
import platform
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

import numpy as np

from steadfast.config.command.answer import show
from steadfast.config.command.clock_peers import PEERS, Peer, missing
from steadfast.config.command.clock_workload import DESCRIPTION, Question, hours, questions
from steadfast.domain.working_time import compiling, zones
from steadfast.domain.working_time.instants import to_instant, to_seconds

OURS, THEIRS, MANY = 5_000, 200, 1_000_000
BUDGETS = {
    "due": (2.0, "µs, datetimes"),
    "worked": (2.0, "µs, datetimes"),
    "due_s": (0.8, "µs, epoch seconds"),
    "worked_s": (0.8, "µs, epoch seconds"),
    "due_many": (0.12, "s for 1,000,000"),
    "worked_many": (0.12, "s for 1,000,000"),
    "compile": (2.0, "ms for 4 years"),
}


def run(options: argparse.Namespace) -> int:
    """Print the table."""
    return run_all(as_json=options.json)


def run_all(*, as_json: bool) -> int:
    """1 when our own ways of asking disagree with each other, else 0: a slow machine is no failure."""
    before = measure_ours()
    peers = [measure_peer(peer) for peer in PEERS if not missing(peer)]
    ours = {name: min(value, before[name]) for name, value in measure_ours().items()}
    for row in peers:
        row["times_ours"] = round(row["microseconds"] / ours[row["question"]], 1)
    absent = sorted({name for peer in PEERS for name in missing(peer)})
    agree = _ways_agree()
    report = {
        "workload": DESCRIPTION,
        "machine": f"{platform.machine()}, Python {platform.python_version()}, numpy {np.__version__}",
        "ours": [
            {"measure": name, "value": round(value, 3), "budget": BUDGETS[name][0], "unit": BUDGETS[name][1]}
            for name, value in ours.items()
        ],
        "peers": peers,
        "missing": absent,
        "ways_agree": agree,
    }
    show(report, "\n".join(_lines(report)), as_json=as_json)
    return 0 if agree else 1


def measure_ours() -> dict[str, float]:
    """Best of several rounds, in the units of BUDGETS."""
    office, asked = hours(), questions(OURS)
    starts = np.array([to_seconds(q.start) for q in asked])
    work, ends = np.array([q.work for q in asked]), np.array([to_seconds(q.end) for q in asked])
    seconds = list(zip(starts.tolist(), work.tolist(), ends.tolist(), strict=True))
    many = [np.resize(array, MANY) for array in (starts, work, ends)]
    return {
        "due": _each(lambda: [office.due(q.start, q.work) for q in asked]),
        "worked": _each(lambda: [office.worked(q.start, q.end) for q in asked]),
        "due_s": _each(lambda: [office.due_s(start, n) for start, n, _ in seconds]),
        "worked_s": _each(lambda: [office.worked_s(start, end) for start, _, end in seconds]),
        "due_many": _best(lambda: office.due_many(many[0], many[1])),
        "worked_many": _best(lambda: office.worked_many(many[0], many[2])),
        "compile": _best(_compile) * 1e3,
    }


def measure_peer(peer: Peer) -> dict[str, Any]:
    """{engine, question, microseconds, goal, agree, of, differences}."""
    asked = questions(THEIRS)
    operands, ask, read = peer.make(asked)
    micros = _best(lambda: [ask(operand) for operand in operands], rounds=3) / THEIRS * 1e6
    wrong = []
    for question, operand in zip(asked, operands, strict=True):
        right, got = _right(peer.question, question), read(ask(operand))
        if right != got:
            wrong.append(_difference(peer.question, question, right, got))
    return {
        "engine": peer.name,
        "question": peer.question,
        "microseconds": round(micros, 1),
        "goal": peer.goal,
        "agree": THEIRS - len(wrong),
        "of": THEIRS,
        "differences": wrong,
    }


def _right(question: str, asked: Question) -> int:
    office = hours()
    return (
        to_seconds(office.due(asked.start, asked.work)) if question == "due" else office.worked(asked.start, asked.end)
    )


def _difference(question: str, asked: Question, right: int, got: int) -> dict[str, Any]:
    if question == "worked":
        where = {"start": str(asked.start), "end": str(asked.end), "right": right, "got": got}
        return {**where, "kind": f"{got - right:+} s"}
    closing = right == hours().closes_s(right - 1)
    kind = "due at closing time, moved to the next opening" if closing and hours().opens_s(right) == got else "other"
    found = {"right": str(to_instant(right)), "got": str(to_instant(got)), "kind": kind}
    return {"start": str(asked.start), "seconds": asked.work, **found}


def _ways_agree() -> bool:
    """Whether datetimes, epoch seconds and arrays answer alike, and the answers are the first instants that fit."""
    office, asked = hours(), questions(OURS)
    starts, work = np.array([to_seconds(q.start) for q in asked]), np.array([q.work for q in asked])
    due = office.due_many(starts, work)
    exact = (office.worked_many(starts, due) == work).all() and (office.worked_many(starts, due - 1) == work - 1).all()
    return bool(exact) and due.tolist() == [to_seconds(office.due(q.start, q.work)) for q in asked]


def _compile() -> None:
    zones.transitions.cache_clear()
    compiling.compile_rule(hours().rule, 2024, 2027)


def _each(work: Callable[[], object]) -> float:
    return _best(work) / OURS * 1e6


def _best(work: Callable[[], object], rounds: int = 7) -> float:
    """Shortest of several rounds, in seconds: what is left when the machine is not disturbed."""
    took = []
    for _ in range(rounds):
        begin = perf_counter()
        work()
        took.append(perf_counter() - begin)
    return min(took)


def _lines(report: dict[str, Any]) -> Sequence[str]:
    lines = [report["workload"], report["machine"], "", f"{'Steadfast':<34}{'measured':>10}{'budget':>10}"]
    for row in report["ours"]:
        over = "  over budget" if row["value"] > row["budget"] else ""
        lines.append(f"{row['measure'] + ', ' + row['unit']:<34}{row['value']:>10}{row['budget']:>10}{over}")
    lines += ["", f"{'peer':<34}{'µs each':>10}{'times ours':>12}{'goal':>6}{'answers agree':>16}"]
    for row in report["peers"]:
        agree = f"{row['agree']} of {row['of']}"
        name = f"{row['engine']}, {row['question']}"
        lines.append(f"{name:<34}{row['microseconds']:>10}{row['times_ours']:>12}{row['goal']:>6}{agree:>16}")
        kinds = [found["kind"] for found in row["differences"]]
        lines += [f"    {kinds.count(kind)} wrong: {kind}" for kind in sorted(set(kinds))]
    if report["missing"]:
        lines.append(f"not installed, so not measured: {', '.join(report['missing'])} (dependency group bench)")
    lines += ["", f"datetimes, epoch seconds and arrays agree: {'yes' if report['ways_agree'] else 'NO'}"]
    return lines
