"""A real process is killed while it carries an edit to open promises; the next one goes on. Both engines."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import ready
from tests.apps.foundation.machine import PATIENCE, at, kill, server

pytestmark = pytest.mark.crash

Start = Callable[[str], subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start one of the processes over a database of its own."""
    url, name = os.environ.get("STEADFAST_DATABASE_URL", ""), f"amend_{os.getpid()}"
    if url:
        server(url, f"CREATE DATABASE {name} TEMPLATE {ready.template(url)}")
    else:
        ready.lay(tmp_path)
    told = {**os.environ, "STEADFAST_DATA": str(tmp_path), "STEADFAST_DATABASE_URL": at(url, name) if url else ""}
    told |= {"STEADFAST_SECRET": "a secret of the tests"}
    told.pop("DJANGO_SETTINGS_MODULE", None)
    started: list[subprocess.Popen[str]] = []

    def process(what: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.apps.commitments.amend_process", what]
        started.append(subprocess.Popen(command, env=told, stdout=-1, stderr=-1, text=True, start_new_session=True))
        return started[-1]

    yield process
    for one in started:
        if one.poll() is None:
            kill(one)
    if url:
        server(url, f"DROP DATABASE {name} WITH (FORCE)")


def finished(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=2 * PATIENCE)
    assert process.returncode == 0, err
    return out.strip()


def test_an_edit_killed_half_way_is_carried_out_by_the_next_worker(start: Start) -> None:
    finished(start("build"))
    first = start("carry")
    assert first.stdout is not None
    assert first.stdout.readline() == "part\n"
    kill(first)
    assert finished(start("work")) == "applied 60 [2] []"
