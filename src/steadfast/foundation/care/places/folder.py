"""Backups in a folder of this machine, or of a disk mounted into it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from steadfast.foundation.care.places import place
from steadfast.foundation.care.refusal import Refused

PART = ".steadfast-part-"


@dataclass(frozen=True)
class Folder:
    """`path` is absolute."""

    path: Path

    @property
    def words(self) -> str:
        return str(self.path)

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Write on the disk of the folder itself, so that a finished archive is only renamed."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=PART, dir=self.path) as part:
                yield Path(part)
        except OSError as error:
            raise Refused(f"cannot write into {self.path}: {error.strerror or error}") from None

    def keep(self, file: Path) -> None:
        target = self.path / file.name
        if target.exists():
            raise Refused(f"{target} is there already; wait a second")
        file.rename(target)

    def kept(self, mark: str) -> list[place.Kept]:
        if not self.path.is_dir():
            return []
        files = [file for file in self.path.iterdir() if file.is_file()]
        return place.newest_first([place.read(file.name, file.stat().st_size, mark) for file in files])

    def fetch(self, name: str, folder: Path) -> Path:
        file = self.path / name
        if not file.is_file():
            raise Refused(f"there is no {file}")
        return file

    def remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)


def forget_broken_off(folder: Path) -> None:
    """Remove what a killed backup left half written; only for who knows that none runs."""
    for left in folder.glob(f"{PART}*"):
        shutil.rmtree(left, ignore_errors=True)
