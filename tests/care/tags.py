"""The last tagged release of this clone, if it has any: a shallow clone and a copy of the source have none."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RELEASE = re.compile(r"v?\d+\.\d+(\.\d+)?")


@cache
def last() -> str:
    """Return the tag of the newest release, "" where there is none."""
    if not shutil.which("git"):
        return ""
    line = ["git", "-C", str(ROOT), "tag", "--list", "--merged", "HEAD", "--sort=-version:refname"]
    said = subprocess.run(line, capture_output=True, text=True, check=False)
    return next((tag for tag in said.stdout.split() if RELEASE.fullmatch(tag)), "")


@contextmanager
def checked_out(tag: str, folder: Path) -> Iterator[Path]:
    """Check a tag out beside the clone, for the length of the block."""
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "--quiet", "--detach", str(folder), tag], check=True)
    try:
        yield folder
    finally:
        subprocess.run([*git, "remove", "--force", str(folder)], check=True)
