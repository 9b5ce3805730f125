"""The note of a move: it holds while the move lives, for nothing when it was killed, for good once it was proved."""

import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from steadfast.foundation import clock
from steadfast.foundation.care import closing
from steadfast.foundation.care.refusal import Refused
from tests.care.practices import Practice

HELD = """
import sys, time
from pathlib import Path
from steadfast.foundation import clock
from steadfast.foundation.care import closing
with closing.moving(Path(sys.argv[1]), to="steadfast", now=clock.now()):
    print("moving", flush=True)
    time.sleep(60)
"""


def killed_while_moving(folder: Path) -> None:
    """Have a process begin a move, see that it closes the practice, and kill it."""
    line = [sys.executable, "-c", HELD, str(folder)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "moving\n"
        assert closing.state(folder) == "moving"
        with pytest.raises(Refused, match="by another process"), closing.moving(folder, to="x", now=clock.now()):
            pass
        closing.clear(folder)
        assert closing.state(folder) == "moving", "a start beside it leaves the note alone"
        process.send_signal(signal.SIGKILL)


@pytest.mark.sqlite
def test_a_killed_move_closes_nothing_and_the_next_start_removes_its_note(practice: Practice) -> None:
    killed_while_moving(practice.folder)
    assert (practice.folder / closing.NAME).exists()
    assert closing.state(practice.folder) == ""
    practice.python("practice.make()")
    assert not (practice.folder / closing.NAME).exists()


def test_after_a_killed_move_another_may_begin(tmp_path: Path) -> None:
    killed_while_moving(tmp_path)
    with closing.moving(tmp_path, to="steadfast", now=clock.now()):
        assert closing.state(tmp_path) == "moving"
    assert list(tmp_path.iterdir()) == []


def test_a_proved_move_closes_for_good(tmp_path: Path) -> None:
    with closing.moving(tmp_path, to="steadfast", now=clock.now()):
        closing.close(tmp_path, to="steadfast", now=clock.now())
    closing.clear(tmp_path)
    assert closing.state(tmp_path) == "moved"


def test_a_start_on_what_was_left_behind_is_refused_in_one_line(tmp_path: Path) -> None:
    closing.close(tmp_path, to="db.example/steadfast", now=datetime(2026, 11, 23, 5, 10, tzinfo=UTC))
    told = Practice(tmp_path).steadfast("serve", "--port", "1024")
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    for words in (
        "was moved to db.example/steadfast at 2026-11-23 05:10 UTC",
        "set STEADFAST_DATABASE_URL",
        f"remove the file {tmp_path / closing.NAME}",
    ):
        assert words in told.stderr
    assert [file.name for file in tmp_path.iterdir()] == [closing.NAME], "nothing is made there"
