"""The folder that becomes a practice: what must not be lost is not there, or is put aside and kept."""

from datetime import datetime
from pathlib import Path

from steadfast.foundation.care import occupancy
from steadfast.foundation.care.refusal import Refused

STAGING = ".restoring"
MAY_STAY = {STAGING, "backups", "static", "static.stamp", "lost+found", occupancy.NAME, occupancy.TURN}
LAST = "steadfast.sqlite3"  # its presence is what makes a folder a practice


def taken(folder: Path) -> list[Path]:
    """Return what is in the folder that a restore would overwrite."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [each for each in found if each.name not in MAY_STAY and not each.name.startswith("replaced-")]


def require_empty(folder: Path, *, replace: bool) -> None:
    found = taken(folder)
    if found and not replace:
        raise Refused(
            f"{folder} is not empty: it holds {found[0].name}; another --data DIR, or --replace, which keeps it"
        )


def put_aside(folder: Path, now: datetime) -> Path | None:
    """Move what is there into a folder beside it; return that, None where there was nothing."""
    found = taken(folder)
    if not found:
        return None
    aside = folder / f"replaced-{now:%Y%m%dT%H%M%SZ}"
    aside.mkdir(mode=0o700)
    for each in found:
        each.rename(aside / each.name)
    return aside


def put_in_place(staging: Path, folder: Path) -> None:
    """Move the unpacked practice in, its database last, and the staging folder away."""
    for each in sorted(staging.iterdir(), key=lambda path: path.name == LAST):
        if each.name not in MAY_STAY:
            each.rename(folder / each.name)
