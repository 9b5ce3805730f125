"""Real processes: the supervisor restarts what died, stops all it started, and leaves no orphan when it is killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

from tests import ready

pytestmark = [pytest.mark.crash, pytest.mark.sqlite]  # no engine matters here; SQLite needs no server beside it
COMMAND = [sys.executable, "-P", "-m", "steadfast.config.command"]
PATIENCE = 90  # seconds: a limit on a busy machine, not a wait


def until(fact: Callable[[], object], seconds: float = PATIENCE) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if fact():
            return True
        time.sleep(0.1)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Running:
    """A served practice: its supervisor, its port, and the log that tells which processes it started."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.port, self.log = free_port(), log
        words = ["serve", "--port", str(self.port), "--data", str(folder)]
        clean = {k: v for k, v in os.environ.items() if not k.startswith("STEADFAST_")}
        with log.open("wb") as out:
            self.process = subprocess.Popen([*COMMAND, *words], env=clean, stdout=out, stderr=out)

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]

    def pid(self, name: str) -> int:
        """Return the number of the latest process of a name, 0 before it was started."""
        found = [line["pid"] for line in self.lines() if line["event"] == "started" and line["process"] == name]
        return int(str(found[-1])) if found else 0

    def descendants(self) -> set[int]:
        """Return the supervisor's children and what they started."""
        return {pid for first in (self.pid("web"), self.pid("worker")) for pid in (first, *children(first))}

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2).close()
        except HTTPError:
            return True
        except (URLError, OSError):
            return False
        return True


def children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []


@contextmanager
def supervised(place: Path) -> Iterator[Running]:
    """Serve a practice that has its tables, so that each start is a second start."""
    ready.lay(place / "practice")
    served = Running(place / "practice", place / "log")
    try:
        assert until(served.answers), served.log.read_text()
        assert until(lambda: served.pid("worker"))
        yield served
    finally:
        if served.process.poll() is None:
            served.process.terminate()
            served.process.wait(20)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A served practice that outlives its tests."""
    with supervised(tmp_path_factory.mktemp("standing")) as served:
        yield served


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A served practice that a test may end."""
    with supervised(tmp_path) as served:
        yield served


def test_the_link_of_the_first_member_is_the_last_thing_that_is_said(standing: Running) -> None:
    assert until(lambda: "/set-up/" in standing.log.read_text()), standing.log.read_text()
    *_, before, empty, link = standing.log.read_text().rstrip("\n").splitlines()
    assert before == "No member yet. Set up your practice here; the link works once:"
    assert empty == ""
    assert link.startswith(f"    http://localhost:{standing.port}/set-up/")
    assert urllib.request.urlopen(link.strip(), timeout=5).status == 200
    for pid in standing.descendants():
        assert b"/set-up/" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_a_port_in_use_is_bad_input(standing: Running) -> None:
    words = [*COMMAND, "serve", "--port", str(standing.port), "--data", str(standing.log.parent / "practice")]
    second = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert second.returncode == 2
    assert second.stderr.splitlines() == [
        f"steadfast: cannot listen on 127.0.0.1:{standing.port}: Address already in use; --port N takes another"
    ]


def test_a_killed_web_process_comes_back(standing: Running) -> None:
    first = standing.pid("web")
    os.kill(first, signal.SIGKILL)
    assert until(lambda: standing.pid("web") != first and standing.answers()), standing.log.read_text()


def test_a_killed_worker_comes_back(standing: Running) -> None:
    first = standing.pid("worker")
    os.kill(first, signal.SIGKILL)
    assert until(lambda: standing.pid("worker") not in (0, first) and alive(standing.pid("worker")))
    assert any(line["event"] == "died" and line["process"] == "worker" for line in standing.lines())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_everything(running: Running, number: signal.Signals) -> None:
    family = running.descendants()
    running.process.send_signal(number)
    assert running.process.wait(PATIENCE) == 0
    assert [pid for pid in family if alive(pid)] == []
    assert not running.answers()


def test_a_killed_supervisor_leaves_no_orphan(running: Running) -> None:
    family = running.descendants()
    running.process.kill()
    assert until(lambda: not any(alive(pid) for pid in family))
    assert not running.answers()
