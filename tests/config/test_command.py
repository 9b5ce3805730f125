"""The command as a person meets it: what it refuses in one line, what it makes, what it keeps for its owner alone."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from steadfast.config import command
from steadfast.config.command import practice
from steadfast.config.command.answer import BadInput

pytestmark = pytest.mark.sqlite  # the folder of a practice is what these are about

PORT = "argument --port: a port is a number from 1 to 65535"


def steadfast(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("STEADFAST_")}
    line = [sys.executable, "-P", "-m", "steadfast.config.command", *map(str, words)]
    return subprocess.run(line, capture_output=True, text=True, timeout=240, env=clean | environment, check=False)


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert [name for name in command.COMMANDS if name not in shown] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["frobnicate"], "steadfast: there is no command 'frobnicate'; steadfast --help lists them"),
        (["serve", "--port", "0"], "steadfast serve: argument --port: a port is a number from 1 to 65535, not '0'"),
        (
            ["serve", "--port", "70000"],
            "steadfast serve: argument --port: a port is a number from 1 to 65535, not '70000'",
        ),
        (["serve", "--prot", "1"], "steadfast serve: unrecognized arguments: --prot 1"),
        (["vectors"], "steadfast vectors: the following arguments are required: FILE"),
    ],
)
def test_bad_arguments_are_told_in_one_line(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status: object = command.main(words)
    except SystemExit as stopped:  # argparse ends the process itself
        status = stopped.code
    assert status == 2
    assert capsys.readouterr().err == says + "\n"


@pytest.mark.parametrize("words", [["verify"], ["scorecard"], ["work"]])
def test_a_practice_that_is_not_there_is_bad_input(words: list[str], tmp_path: Path) -> None:
    answer = steadfast(*words, "--data", tmp_path / "nowhere")
    assert answer.returncode == 2
    assert (
        answer.stderr
        == f"steadfast: no practice in {tmp_path / 'nowhere'}; ./run makes one, --data DIR names another\n"
    )
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("STEADFAST_DATABASE_URL", "mysql://here/x", "STEADFAST_DATABASE_URL must look like"),
        ("STEADFAST_DATABASE_URL", "postgresql://127.0.0.1:1/x", "cannot open the database"),
        ("STEADFAST_HTTPS", "perhaps", "STEADFAST_HTTPS must be true or false, not 'perhaps'"),
    ],
)
def test_a_bad_setting_is_told_in_one_line(variable: str, value: str, says: str, tmp_path: Path) -> None:
    answer = steadfast("demo", "--data", tmp_path / "practice", **{variable: value})
    assert answer.returncode == 2
    assert answer.stderr.startswith(f"steadfast: {says}")
    assert len(answer.stderr.splitlines()) == 1


def test_a_folder_that_cannot_be_made_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    answer = steadfast("demo", "--data", tmp_path / "file" / "practice")
    assert answer.returncode == 2
    assert answer.stderr.startswith(f"steadfast: cannot make the folder {tmp_path / 'file' / 'practice'}")


def test_a_network_file_system_is_refused(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"disk / ext4 rw 0 0\nserver:/x {tmp_path}/far nfs4 rw 0 0\ndisk {tmp_path}/far/near ext4 rw 0 0\n"
    )
    practice.refuse_network(tmp_path / "here", mounts)
    practice.refuse_network(tmp_path / "far" / "near" / "practice", mounts)
    with pytest.raises(BadInput, match="network file system"):
        practice.refuse_network(tmp_path / "far" / "practice", mounts)


@pytest.fixture(scope="module")
def first_starts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, int]]]:
    """Return where two first starts at the same moment made a practice of one's own, and what each said at its end."""
    folder = tmp_path_factory.mktemp("parent") / "practice"
    program = "from steadfast.config.command import practice; practice.make()"
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("STEADFAST_", "DJANGO_"))}
    line, told = [sys.executable, "-P", "-c", program], clean | {"STEADFAST_DATA": str(folder)}
    both = [subprocess.Popen(line, env=told, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    return folder, [(one.communicate(timeout=240)[1], one.returncode) for one in both]


@pytest.fixture
def made(first_starts: tuple[Path, list[tuple[str, int]]]) -> Path:
    return first_starts[0]


def test_two_starts_at_the_same_moment_make_one_practice(first_starts: tuple[Path, list[tuple[str, int]]]) -> None:
    assert first_starts[1] == [("", 0), ("", 0)]


def test_the_folder_is_for_its_owner_alone(made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert stat.S_IMODE((made / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((made / "steadfast.sqlite3").stat().st_mode) == 0o600
    assert len((made / "secret").read_text().strip()) >= 50


def test_a_new_practice_verifies(made: Path) -> None:
    answer = steadfast("verify", "--data", made)
    assert answer.stderr == ""
    assert answer.returncode == 0


def test_the_demo_keeps_out_of_a_practice_of_ones_own(made: Path) -> None:
    answer = steadfast("demo", "--data", made)
    assert answer.returncode == 2
    assert "holds a practice of your own" in answer.stderr
    assert not (made / "demo").exists()


def test_a_reader_that_leaves_early_is_no_error(made: Path) -> None:
    line = f"{sys.executable} -P -m steadfast.config.command verify --json --data {made} | true"
    answer = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=240, check=False)
    assert "Traceback" not in answer.stderr


def test_a_file_whose_rows_are_all_refused_ends_with_1_and_imports_nothing(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("key,name,client\n1,Amara Ruiz,Kestrel Dental\n")
    words = ["import", file, "--mapping", "generic-contacts", "--data", tmp_path / "practice"]
    answer = steadfast(*words, "--json")
    report = json.loads(answer.stdout)
    assert (answer.returncode, report["refused_all"], report["refused"], report["new"]) == (1, True, 1, 0)
    assert "batch" not in report
    assert report["refused_rows"][0]["row"] == 2
    (tmp_path / "clients.csv").write_text("key,name\n7,Kestrel Dental\n")
    clients = ["import", tmp_path / "clients.csv", "--mapping", "generic-clients", "--data", tmp_path / "practice"]
    assert steadfast(*clients).returncode == 0
    answer = steadfast(*words)
    assert (answer.returncode, answer.stdout.startswith("Imported contacts: ")) == (0, True), answer.stdout
