"""An error that nobody foresaw is one line with what failed and what to do; --verbose tells the rest."""

import errno
import os
import sqlite3
from argparse import ArgumentParser, Namespace
from pathlib import Path
from types import ModuleType

import pytest

from steadfast.config import command
from tests.config.test_command import steadfast

WORDS = [
    (OSError(errno.ENOSPC, "No space left on device", "/data/x"), "/data/x: the disk is full; free room"),
    (PermissionError(errno.EACCES, "Permission denied", "/data/secret"), "/data/secret: permission denied; run it as"),
    (FileNotFoundError(errno.ENOENT, "No such file", "/nowhere/x"), "/nowhere/x: there is no such file or folder"),
    (OSError(errno.EADDRINUSE, "Address already in use"), "the port is in use; stop what uses it, or take another"),
    (sqlite3.OperationalError("database is locked"), "the database was busy with other work for too long"),
    (sqlite3.OperationalError("database or disk is full"), "the disk is full; free room"),
    (sqlite3.OperationalError("attempt to write a readonly database"), "may not be written; run it as the user"),
    (sqlite3.DatabaseError("file is not a database"), "the database is damaged; keep it as it is"),
    (MemoryError(), "too little memory"),
    (ValueError("odd\nthing"), "steadfast verify failed: ValueError: odd thing (--verbose prints where it happened)"),
    (KeyError(), "steadfast verify failed: KeyError: it said nothing"),
]


def failing(error: Exception) -> ModuleType:
    """Return a command that fails so."""

    def run(options: Namespace) -> int:
        if isinstance(error, sqlite3.Error):
            raise RuntimeError("what came of it") from error
        raise error

    module = ModuleType("failing")
    module.run, module.arguments = run, lambda parser: None  # type: ignore[attr-defined]
    return module


@pytest.mark.parametrize(("error", "words"), WORDS, ids=lambda each: type(each).__name__)
@pytest.mark.parametrize("verbose", [False, True])
def test_one_line_says_what_to_do(
    error: Exception, words: str, verbose: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    options = Namespace(data=None, json=False, verbose=verbose)
    assert command.guarded("verify", failing(error), options) == 2
    *before, last = capsys.readouterr().err.splitlines()
    assert words in last
    assert last.startswith("steadfast verify")
    assert any("Traceback" in each for each in before) == verbose
    assert bool(before) == verbose


def test_every_command_takes_verbose() -> None:
    for name in command.COMMANDS:
        parser: ArgumentParser = command.parser(name, command.load(name))
        assert "--verbose" in parser.format_help()


@pytest.mark.sqlite
def test_a_damaged_database_is_told_by_the_command_itself(tmp_path: Path) -> None:
    (tmp_path / "steadfast.sqlite3").write_bytes(os.urandom(50_000))
    answer = steadfast("verify", "--data", tmp_path)
    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1
    assert "damaged" in answer.stderr or "is not a database" in answer.stderr
