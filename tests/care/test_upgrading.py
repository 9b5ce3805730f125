"""The last release's practice becomes one of this release: restored, its tables brought up, every promise verified.

The archives lie in tests/data/releases, one for each engine; they were made by the programs of that release. Where the
clone has a tag, that release makes a practice beside it, and the present program brings that one up in place. Whoever
came that long way has the tables of a practice that is made today, to the last constraint.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.care import structure, tags
from tests.care.practices import Practice

RELEASES = sorted(path for path in (ROOT / "tests/data/releases").iterdir() if path.is_dir())


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.name)
def test_a_practice_of_an_earlier_release_is_brought_up_and_verifies(
    release: object, empty: Practice, template: Practice
) -> None:
    report = empty.json("restore", f"{release}/{'postgresql' if empty.url else 'sqlite'}.tar.gz")
    assert report["made_by"] == getattr(release, "name", "")
    assert report["findings"] == []
    assert any("foundation 0003_" in name for name in report["migrated"])
    assert structure.of(empty) == structure.of(template)
    assert empty.rows("SELECT count(*) FROM desk_ticket") == [[3]]
    assert empty.json("verify")["findings"] == []


if tags.last():  # a clone without tags leaves it out; the head of the run says so

    def test_a_practice_of_the_last_tag_is_brought_up_and_verifies(
        empty: Practice, template: Practice, tmp_path: Path
    ) -> None:
        with tags.checked_out(tags.last(), tmp_path / "tag") as tag:
            paths = {"PYTHONPATH": f"{tag / 'src'}{os.pathsep}{tag}"}
            line = [sys.executable, "-P", str(ROOT / "tests/care/fill.py")]
            done = subprocess.run(line, env=empty.environment | paths, cwd=tag, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
        program = "from steadfast.config.command import practice; practice.make()"
        done = subprocess.run(
            [sys.executable, "-c", program], env=empty.environment, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert structure.of(empty) == structure.of(template)
        assert empty.rows("SELECT count(*) FROM desk_ticket") == [[3]]
        assert empty.json("verify")["findings"] == []


def test_a_clone_without_tags_has_no_last_release(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tags, "ROOT", tmp_path)  # no clone at all
    assert tags.last.__wrapped__() == ""
    monkeypatch.setattr(tags.shutil, "which", lambda _: None)
    assert tags.last.__wrapped__() == ""
