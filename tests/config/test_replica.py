"""A replica that Litestream keeps: what it is told, that it is restarted, stops last, and is named when it is missing.

A program of ours stands in for Litestream; docs/operate/replication.md tells of a try with the real one.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from steadfast.config import replica
from steadfast.config.environment import BadSetting
from tests.config.test_supervisor import COMMAND, alive, free_port, until

FAKE = Path(__file__).with_name("fake_litestream.py")
PATIENCE = 90  # seconds: a limit on a busy machine, not a wait
pytestmark = [pytest.mark.crash, pytest.mark.sqlite]  # no engine matters here


class Supervised:
    """The supervisor alone over an empty folder: web and worker die at once, and that is another test's matter."""

    def __init__(self, folder: Path, **said: str) -> None:
        self.note, self.log, self.data = folder / "note", folder / "log", folder / "data"
        self.data.mkdir()
        (folder / "bin").mkdir()
        self.program = folder / "bin" / "litestream"
        self.program.write_text(f'#!/bin/sh\nexec {sys.executable} {FAKE} "$@"\n')
        self.program.chmod(0o755)
        clean = {name: value for name, value in os.environ.items() if not name.startswith("STEADFAST_")}
        found = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "NOTE": str(self.note)}
        words = [sys.executable, "-P", "-m", "steadfast.config.supervisor", "127.0.0.1", str(free_port())]
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                words, env=clean | found | {"STEADFAST_DATA": str(self.data)} | said, stdout=out, stderr=out
            )

    def told(self) -> list[dict[str, object]]:
        lines = self.note.read_text().splitlines() if self.note.exists() else []
        return [json.loads(line) for line in lines]

    def pids(self) -> list[int]:
        return [int(str(each["pid"])) for each in self.told() if "pid" in each]


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Supervised]:
    said = {
        "STEADFAST_LITESTREAM": "s3://replicas/desk",
        "STEADFAST_S3_ENDPOINT": "https://s3.example",
        "STEADFAST_S3_KEY": "the-key",
        "STEADFAST_S3_SECRET": "the-secret",
    }
    made = Supervised(tmp_path, **said)
    assert until(made.pids), made.log.read_text()
    yield made
    if made.process.poll() is None:
        made.process.terminate()
        made.process.wait(PATIENCE)


def test_litestream_is_told_of_the_database_and_of_no_secret_of_ours(supervised: Supervised) -> None:
    told = supervised.told()[0]
    file = supervised.data / "litestream.yml"
    assert told["words"] == ["replicate", "-config", str(file)]
    assert told["settings"] == {
        "dbs": [
            {
                "path": str(supervised.data / "steadfast.sqlite3"),
                "replica": {
                    "type": "s3",
                    "bucket": "replicas",
                    "path": "desk",
                    "force-path-style": True,
                    "endpoint": "https://s3.example",
                },
            }
        ]
    }
    assert (told["mode"], told["key"], told["told"]) == (0o600, "the-key", [])
    assert "the-secret" not in file.read_text()


def test_a_killed_replica_comes_back_and_stops_in_order(supervised: Supervised) -> None:
    first = supervised.pids()[0]
    os.kill(first, signal.SIGKILL)
    assert until(lambda: len(supervised.pids()) > 1), supervised.log.read_text()
    second = supervised.pids()[-1]
    supervised.process.terminate()
    assert supervised.process.wait(PATIENCE) == 0
    assert supervised.told()[-1] == {"left": second}
    assert not alive(second)


def test_a_killed_supervisor_leaves_no_replica(supervised: Supervised) -> None:
    supervised.process.kill()
    supervised.process.wait()
    assert until(lambda: not any(alive(pid) for pid in supervised.pids()))


def test_a_program_that_goes_away_is_named_and_the_rest_goes_on(supervised: Supervised) -> None:
    supervised.program.unlink()
    os.kill(supervised.pids()[0], signal.SIGKILL)
    assert until(lambda: "No such file or directory" in supervised.log.read_text())
    assert supervised.process.poll() is None


def test_a_folder_is_told_as_one(tmp_path: Path) -> None:
    database = tmp_path / "steadfast.sqlite3"
    told = {"path": str(database), "replica": {"type": "file", "path": "/mnt/replica"}}
    assert replica.settings(database, "/mnt/replica") == {"dbs": [told]}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("replica", "must be a folder named from the root"),
        ("ftp://elsewhere/x", "must be a folder named from the root"),
        ("s3://", "must be a folder named from the root"),
        ("/mnt/replica", "there is no program litestream"),
    ],
)
def test_what_cannot_be_done_stops_the_start(
    said: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEADFAST_LITESTREAM", said)
    monkeypatch.delenv("STEADFAST_DATABASE_URL", raising=False)
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(BadSetting, match=f"STEADFAST_LITESTREAM.*{words}"):
        replica.require(tmp_path)


def test_a_replica_inside_the_practice_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEADFAST_LITESTREAM", str(tmp_path / "replica"))
    monkeypatch.delenv("STEADFAST_DATABASE_URL", raising=False)
    with pytest.raises(BadSetting, match="lies in the folder of the practice itself"):
        replica.require(tmp_path)


def test_postgresql_is_told_to_use_its_own(tmp_path: Path) -> None:
    said = {"STEADFAST_LITESTREAM": "/mnt/replica", "STEADFAST_DATABASE_URL": "postgresql://nobody@localhost/none"}
    words = [*COMMAND, "serve", "--port", str(free_port()), "--data", str(tmp_path / "data")]
    done = subprocess.run(words, env=os.environ | said, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 2
    assert done.stderr == "steadfast: STEADFAST_LITESTREAM copies SQLite; for PostgreSQL use its own replication\n"
