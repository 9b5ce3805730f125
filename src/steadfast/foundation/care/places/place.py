"""What every place of backups can do, and how a backup is named: by its practice and its instant."""

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

NAME = re.compile(r"steadfast-([0-9a-f]{8})-(\d{8}T\d{6}Z)\.tar\.gz")
STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Kept:
    """A backup that a place holds. `size` in bytes."""

    name: str
    at: datetime
    size: int


class Place(Protocol):
    """Where backups are kept. Its methods raise Refused where the place cannot be used."""

    @property
    def words(self) -> str:
        """The place as a person names it."""

    def writing(self) -> AbstractContextManager[Path]:
        """Open a folder for what is being written; it is gone afterwards."""

    def keep(self, file: Path) -> None:
        """Take a finished archive in, under its name, and make sure that it arrived whole."""

    def kept(self, mark: str) -> list[Kept]:
        """Return the backups of one practice, the newest first."""

    def fetch(self, name: str, folder: Path) -> Path:
        """Return a backup as a file: where it lies, or a copy of it in `folder`."""

    def remove(self, name: str) -> None:
        """Remove a backup of ours."""


def name_of(mark: str, at: datetime) -> str:
    return f"steadfast-{mark}-{at.astimezone(UTC):{STAMP}}.tar.gz"


def read(name: str, size: int, mark: str) -> Kept | None:
    """Return a kept backup by its file's name; None for another practice's, and for what is no backup."""
    found = NAME.fullmatch(name)
    if not found or found[1] != mark:
        return None
    return Kept(name, datetime.strptime(found[2], STAMP).replace(tzinfo=UTC), size)


def newest_first(found: list[Kept | None]) -> list[Kept]:
    return sorted((each for each in found if each), key=lambda each: each.at, reverse=True)
