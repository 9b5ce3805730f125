"""The environment of the peer: made once in the user's cache with pip, of the newest Django that the peer names."""

import os
import subprocess
import sys
from pathlib import Path

PACKAGES = ("django-helpdesk==2.6.1", "django>=6.0,<6.1", "tzdata")


class NotInstalled(Exception):
    """The peer cannot be installed here; the message is the last word of pip."""


def folder() -> Path:
    """Return where the environment lies: one for each version of Python."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "steadfast-bench" / f"django-helpdesk-{sys.version_info.major}.{sys.version_info.minor}"


def python() -> Path:
    """Return the peer's Python, after installing it where it is missing."""
    place = folder()
    program, done = place / "bin" / "python", place / "installed"
    if done.exists() and done.read_text() == "\n".join(PACKAGES):
        return program
    _run([sys.executable, "-m", "venv", "--clear", str(place)])
    _run([str(program), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES])
    done.write_text("\n".join(PACKAGES))
    return program


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotInstalled((done.stderr.strip().splitlines() or [f"{command[2]} failed"])[-1])
