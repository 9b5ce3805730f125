"""Starting the processes that measure, each with a folder and a database of its own that are gone afterwards."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from steadfast.config import cluster
from steadfast.config.bench.peer import environment

SOURCE = Path(__file__).resolve().parents[3]
SETTING = "STEADFAST_"


class Failed(Exception):
    """A process that measures ended without figures; the message is its last line."""


def measure(engine: str, program: str, words: Sequence[str], kept: Path | None = None) -> dict[str, Any]:
    """Return {engine, ...}: what a program measures in a practice of its own, which may be `kept` in a folder."""
    with tempfile.TemporaryDirectory(prefix="steadfast-bench-") as folder, database(engine, kept) as url:
        env = {name: value for name, value in os.environ.items() if not name.startswith(SETTING)}
        env |= {"STEADFAST_DATA": str(kept / "data") if kept else folder, **url}
        return {"engine": engine, **answer([sys.executable, "-P", "-m", program, *words], env)}


@contextmanager
def database(engine: str, kept: Path | None) -> Iterator[Mapping[str, str]]:
    """Yield the settings of a database on an engine; cluster.NoPostgres where there is no server to start."""
    if engine == "sqlite":
        yield {}
        return
    with cluster.cluster(kept / "server" if kept else None) as url:
        yield {"STEADFAST_DATABASE_URL": url}


def measure_peer(tickets: int, repeats: int, until: int, which: str = "pages") -> dict[str, Any]:
    """Return {name, tickets, seed_s, pages} of the peer, installed at the first time; Failed where it cannot be.

    `which`: its pages, or its REST API ("api").
    """
    try:
        python = environment.python()
    except environment.NotInstalled as error:
        raise Failed(str(error)) from None
    with tempfile.TemporaryDirectory(prefix="steadfast-bench-") as folder:
        env = {**os.environ, "BENCH_DATA": folder, "PYTHONPATH": str(SOURCE)}
        program = [str(python), "-m", "steadfast.config.bench.peer"]
        return answer([*program, str(tickets), str(repeats), str(until), which], env)


def answer(command: Sequence[str], env: Mapping[str, str]) -> dict[str, Any]:
    """Run a process and return the JSON document that it prints."""
    begin = time.perf_counter()
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed((done.stderr.strip().splitlines() or ["it ended without a word"])[-1])
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return {**found, "took_s": round(time.perf_counter() - begin, 1)}
