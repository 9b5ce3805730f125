"""Which time zone data this machine counts with; written beside every calendar that was checked with it."""

import zoneinfo
from functools import cache
from importlib import metadata
from pathlib import Path


@cache
def version() -> str:
    """Return "2026b" of the system's data where zoneinfo finds one, else "2026.2" of the package that we bring."""
    for place in zoneinfo.TZPATH:
        if (Path(place) / "UTC").is_file():
            return _system(Path(place) / "tzdata.zi")
    return metadata.version("tzdata")


def _system(file: Path) -> str:
    """Return the version that the system's data names in its first line ("# version 2026b")."""
    try:
        with file.open(encoding="ascii", errors="replace") as lines:
            return lines.readline().removeprefix("# version ").strip()[:16] or "system"
    except OSError:
        return "system"
