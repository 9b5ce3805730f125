"""Real processes: an import killed half-way is finished by the next start, and two at once do not mix. Both engines."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests import ready
from tests.apps.foundation.machine import PATIENCE, at, kill, server
from tests.apps.imports.logs import story, write

pytestmark = pytest.mark.crash
TICKETS = 350  # seven parts


@dataclass
class Place:
    """A folder, or a database on the server, that the command works on."""

    folder: Path
    url: str = ""
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *words: object) -> subprocess.Popen[str]:
        command = [
            sys.executable,
            "-m",
            "steadfast.config.command",
            *map(str, words),
            "--data",
            str(self.folder),
            "--json",
        ]
        told = {**os.environ, "STEADFAST_DATABASE_URL": self.url, "STEADFAST_SECRET": "a secret of the tests"}
        told.pop("DJANGO_SETTINGS_MODULE", None)
        process = subprocess.Popen(command, env=told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.started.append(process)
        return process

    def run(self, *words: object) -> dict[str, Any]:
        process = self.start(*words)
        out, err = process.communicate(timeout=2 * PATIENCE)
        assert process.returncode == 0, err
        answer: dict[str, Any] = json.loads(out)
        return answer


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    url, name = os.environ.get("STEADFAST_DATABASE_URL", ""), f"import_{os.getpid()}"
    if url:
        server(url, f"CREATE DATABASE {name} TEMPLATE {ready.template(url)}")
    else:
        ready.lay(tmp_path / "data")
    made = Place(tmp_path / "data", at(url, name) if url else "")
    yield made
    for process in made.started:
        if process.poll() is None:
            kill(process)
    if url:
        server(url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    steps = [("7/3/2016 14:00", "New"), ("7/3/2016 15:00", "Awaiting User Info"), ("8/3/2016 14:00", "Closed")]
    rows = [
        row
        for n in range(TICKETS)
        for row in story(f"INC{n}", *steps, location=f"Location {n % 40}", caller_id=f"Caller {n % 300}")
    ]
    return write(tmp_path_factory.mktemp("log"), rows)


def until_part(process: subprocess.Popen[str], words: str) -> None:
    """Read what the import tells of its progress until it says this."""
    assert process.stderr is not None
    for said in process.stderr:
        if words in said:
            return
    raise AssertionError("the import ended before")


def test_an_import_killed_half_way_is_finished_by_the_next(place: Place, log: Path) -> None:
    first = place.start("import", "tickets", log, "--mapping", "uci")
    until_part(first, "part 1 of 7")
    kill(first)
    assert place.run("scorecard")["rows"] == []
    answer = place.run("import", "tickets", log, "--mapping", "uci")
    assert (answer["tickets"], answer["commitments"], answer["batch"]) == (TICKETS, TICKETS, 1)
    assert answer["events"] == 3 * TICKETS
    assert sum(row["fell_due"] for row in place.run("scorecard")["rows"]) == TICKETS
    assert place.run("verify")["findings"] == []


def test_the_second_of_two_imports_at_once_says_so_and_changes_nothing(place: Place, log: Path) -> None:
    first = place.start("import", "tickets", log, "--mapping", "uci")
    until_part(first, "part 1 of 7")
    second = place.start("import", "tickets", log, "--mapping", "uci")
    out, err = second.communicate(timeout=PATIENCE)
    first.communicate(timeout=PATIENCE)
    assert first.returncode == 0
    if second.returncode == 0:  # the first was through before the second had read the file
        assert "was imported before" in json.loads(out)["note"]
    else:
        assert second.returncode == 2
        assert "is being imported by another run" in err
    assert place.run("verify")["findings"] == []
    assert sum(row["fell_due"] for row in place.run("scorecard")["rows"]) == TICKETS


def test_a_broken_file_ends_with_status_2_and_one_line(place: Place, tmp_path: Path) -> None:
    broken = write(tmp_path, story("INC1", ("7/3/2016 14:00", "New"), ("soon", "Closed")), "broken.csv")
    process = place.start("import", "tickets", broken, "--mapping", "uci")
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (2, "")
    assert "row 3, column sys_updated_at: 'soon' is not a date like 29/02/2016 13:05" in err
    assert "; --skip-bad-rows leaves that out. Nothing was imported." in err
