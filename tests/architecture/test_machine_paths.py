"""Nothing in the repository names a machine, an index or a download: it must install anywhere from any index."""

import re
import subprocess
from pathlib import Path

from tests.architecture.sources import ROOT

FOLDERS = "|".join(["wo" + "rk", "ro" + "ot", "fa" + "rm"])
PATHS = re.compile(
    rf"(?<![\w.$}}])/({FOLDERS})/|https?://\S+\.(whl|tgz|tar\.gz)\b|--(extra-)?index-u" + r"rl\b|\"resolved\":\s*\"http"
)
TEXT = {".py", ".md", ".txt", ".toml", ".html", ".css", ".js", ".sh", ".json", ".yml", ".cfg", ".svg", ""}


def offences(name: str, text: str) -> list[str]:
    return [f"{name}:{number}" for number, line in enumerate(text.splitlines(), 1) if PATHS.search(line)]


def tracked() -> list[Path]:
    """Return the files of the repository, or of the folders that make it up where git does not answer."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [name for name in listed.stdout.split("\0") if name]
    files = [ROOT / name for name in names] or [f for d in ("src", "tests", "docs") for f in (ROOT / d).rglob("*")]
    return [file for file in files if file.is_file() and file.suffix in TEXT and file.stat().st_size < 2_000_000]


def test_the_rule_sees_a_path() -> None:
    assert offences("a", f"open('/{FOLDERS.split('|')[0]}/main/x')") == ["a:1"]
    assert offences("a", "pip install https://files.example/a-1.0.wh" + "l") == ["a:1"]
    assert offences("a", "see ./wo" + "rk/main and docs/ro" + "ot/x") == []


def test_no_file_names_a_machine() -> None:
    assert [
        found for file in tracked() for found in offences(file.relative_to(ROOT).as_posix(), file.read_text())
    ] == []
