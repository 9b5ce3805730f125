"""The examples of deploy/ say what the program knows, and programs that read such files accept them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from steadfast.config import command
from tests.architecture.sources import ROOT

DEPLOY = ROOT / "deploy"
FILES = sorted(file for file in DEPLOY.rglob("*") if file.is_file())
UNITS = sorted((DEPLOY / "systemd").glob("*.service")) + sorted((DEPLOY / "systemd").glob("*.timer"))


def test_every_setting_named_in_an_example_exists() -> None:
    page = (ROOT / "docs/reference/settings.md").read_text()
    named = {name for file in FILES for name in re.findall(r"STEADFAST_[A-Z_]+", file.read_text())}
    assert named
    assert [name for name in named if f"`{name}`" not in page] == []


def test_every_command_named_in_an_example_exists() -> None:
    named = {word for file in FILES for word in re.findall(r"bin/steadfast (\w+)", file.read_text())}
    assert {"serve", "backup"} <= named <= set(command.COMMANDS)


def test_no_container_runs_as_root_or_holds_a_secret() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    assert re.search(r"^USER (?!root)\w+", text, re.MULTILINE)
    assert "STEADFAST_SECRET" not in text


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_accepts_the_units(unit: Path, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        assert unit.read_text().startswith(("#", "["))
        return
    for each in UNITS:  # where the program lies on this machine
        (tmp_path / each.name).write_text(each.read_text().replace("/opt/steadfast/.venv/bin/steadfast", "/bin/true"))
    done = subprocess.run([analyze, "verify", tmp_path / unit.name], capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if "steadfast" in line and "Documentation" not in line]
    assert (done.returncode, said) == (0, [])


def test_a_proxy_sets_what_the_program_trusts_and_hides_what_is_for_machines() -> None:
    nginx = (DEPLOY / "proxy" / "nginx.conf").read_text()
    assert "X-Forwarded-For $remote_addr" in nginx
    assert "X-Forwarded-Proto https" in nginx
    for file in ("nginx.conf", "Caddyfile"):
        assert "/metrics" in (DEPLOY / "proxy" / file).read_text()
