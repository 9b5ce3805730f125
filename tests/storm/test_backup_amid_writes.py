"""A backup amid writes is of one instant: all that was acknowledged before it, nothing that was half done."""

import json
import os
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import ready
from tests.apps.foundation import machine as machines
from tests.storm import storm
from tests.storm.processes import COMMAND, ROOT, Processes, free_port
from tests.storm.writer import Writer

pytestmark = pytest.mark.crash
PLACES = ("texts", "titles", "promises")


@pytest.fixture
def database() -> Iterator[Callable[[bool], str]]:
    """Return the address of a new database at each call, empty or with tables, "" on SQLite."""
    server, made = os.environ.get("STEADFAST_DATABASE_URL", ""), []

    def new(with_tables: bool) -> str:
        if not server:
            return ""
        made.append(f"amid_{os.getpid()}_{time.monotonic_ns()}")
        origin = ready.template(server) if with_tables else "template1"
        machines.server(server, f"CREATE DATABASE {made[-1]} TEMPLATE {origin}")
        return machines.at(server, made[-1])

    yield new
    for name in made:
        machines.server(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def steadfast(environment: dict[str, str], *words: object) -> dict[str, object]:
    line = [*COMMAND, *map(str, words), "--json"]
    done = subprocess.run(line, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    said: dict[str, object] = json.loads(done.stdout)
    return said


def acknowledged(writers: list[Writer]) -> list[tuple[str, str]]:
    return [write for writer in writers for write in list(writer.acknowledged)]


def test_a_backup_amid_writes_is_of_one_instant(tmp_path: Path, database: Callable[[bool], str]) -> None:
    environment = storm.surroundings(database(True))
    data, kept = tmp_path / "practice", tmp_path / "kept"
    processes = Processes(data, environment, free_port())
    made = storm.stage("build", data, "0", environment)
    try:
        writers = storm.begun(processes, made)
        time.sleep(1)
        before = acknowledged(writers)
        backup = steadfast(environment, "backup", "--data", data, "--to", kept)
        amid = len(acknowledged(writers)) - len(before)
        storm.end(writers)
    finally:
        processes.end()
    assert [writer.trouble for writer in writers if writer.trouble] == []
    assert before
    assert amid > 0, "nobody wrote while the backup was made"
    elsewhere, new = tmp_path / "restored", storm.surroundings(database(False))
    restored = steadfast(new, "restore", kept / str(backup["name"]), "--data", elsewhere)
    assert restored["findings"] == []
    compare(before, acknowledged(writers), storm.stage("look", elsewhere, "0", new))


def compare(before: list[tuple[str, str]], ever: list[tuple[str, str]], there: dict[str, list[str]]) -> None:
    """Hold what a restored practice has against what the writers were told before the backup, and ever."""
    found = {place: Counter(text for text in there[place] if "@" in text) for place in PLACES}
    assert [write for write in before if found[write[0]][write[1]] != 1] == []
    known = set(ever)
    assert [(place, text) for place in PLACES for text in found[place] if (place, text) not in known] == []
    assert [(place, text) for place in PLACES for text, times in found[place].items() if times > 1] == []
    assert there["findings"] == []
