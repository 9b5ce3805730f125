"""The storm itself: people write, processes die, and what is left is compared with what was acknowledged."""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import cast
from tests.storm.processes import ROOT, Processes, free_port
from tests.storm.writer import Writer

JOBS_PER_KILL = 12
MOST_S = 2.5  # a process lives up to this long after it answered


@dataclass(frozen=True)
class Outcome:
    """What was wrong, in words, and how much of what there was."""

    faults: list[str]
    figures: dict[str, int]


def storm(folder: Path, *, kills: int, seed: int, url: str = "", lease: float = 0) -> Outcome:
    """Run a storm over a new practice in `folder`, on SQLite or on the empty database at `url`.

    `lease` is that of the worker in seconds, 0 the usual one.
    """
    environment = surroundings(url)
    data, jobs = folder / "practice", str(JOBS_PER_KILL * kills)
    made = stage("build", data, jobs, environment)
    processes = Processes(data, environment, free_port(), lease)
    try:
        writers = rage(processes, made, kills, random.Random(seed))
        left = stage("count", data, jobs, environment)
    finally:
        processes.end()
    return judged(writers, left, int(jobs))


def surroundings(url: str) -> dict[str, str]:
    """Return the environment of the processes, on SQLite or on the database at `url`."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("STEADFAST_", "DJANGO_"))}
    named = {"STEADFAST_DATABASE_URL": url} if url else {}
    return clean | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"} | named


def stage(part: str, data: Path, jobs: str, environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.storm.stage", part, str(data), jobs]
    ended = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    answer: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return answer


def rage(processes: Processes, made: dict[str, Any], kills: int, chance: random.Random) -> list[Writer]:
    """Kill web, worker or both at moments of chance while four people write; return them when they have stopped."""
    writers = begun(processes, made)
    for _ in range(kills):
        time.sleep(chance.uniform(0, MOST_S))
        dying = chance.choice((["web"], ["web"], ["work"], ["web", "work"]))
        for name in dying:
            processes.kill(name)
        for name in dying:
            processes.start(name)
        processes.wait_for_pages()
    end(writers)
    return writers


def begun(processes: Processes, made: dict[str, Any]) -> list[Writer]:
    """Start web, worker and four writers; return these when all have signed in."""
    for name in ("web", "work"):
        processes.start(name)
    processes.wait_for_pages()
    url, stop = f"http://127.0.0.1:{processes.port}", threading.Event()
    writers = [
        Writer(url, member.email, ticket, made["client"], made["team"], stop)
        for member, ticket in zip(cast.MEMBERS[:4], made["tickets"], strict=True)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.signed_in.wait(60)
    return writers


def end(writers: list[Writer]) -> None:
    """Have the writers stop, each after the answer to what it sent last."""
    for writer in writers:
        writer.stop.set()
    for writer in writers:
        writer.join(90)


def judged(writers: list[Writer], left: dict[str, Any], jobs: int) -> Outcome:
    """Compare what was acknowledged with what is there."""
    faults = [f"{writer.email} {writer.trouble}" for writer in writers if writer.trouble]
    faults += [f"{writer.email} is still waiting" for writer in writers if writer.is_alive()]
    there = {place: Counter(left[place]) for place in ("texts", "titles", "promises")}
    said = [write for writer in writers for write in writer.acknowledged]
    faults += [
        f"{place}: {text!r} is there {there[place][text]} times" for place, text in said if there[place][text] != 1
    ]
    faults += [f"{writer.email} wrote nothing" for writer in writers if not writer.acknowledged]
    faults += [f"verify: {finding}" for finding in left["findings"]]
    faults += [f"a job was given up: {error}" for error in left["jobs dead"]]
    if left["deliveries"] or left["jobs left"]:
        faults.append(f"{left['deliveries']} deliveries and {left['jobs left']} jobs are left undone")
    if left["effects"] != [1] * jobs:
        faults.append(f"{jobs} jobs had {len(left['effects'])} effects, {sum(left['effects'])} in all")
    resent = sum(writer.resent for writer in writers)
    return Outcome(faults, {"acknowledged": len(said), "sent again": resent, "jobs": jobs})
