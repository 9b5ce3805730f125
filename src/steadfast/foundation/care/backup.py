"""Makes one backup: the database of an instant, the files that it names, the secret; verified before it has a name.

The database is taken first and the files after it, so that every file which a row of it names is there.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from shutil import disk_usage

from django.conf import settings

from steadfast import VERSION
from steadfast.foundation.care import archive, snapshot
from steadfast.foundation.care.manifest import Manifest
from steadfast.foundation.care.places import Place, name_of
from steadfast.foundation.care.refusal import Refused
from steadfast.foundation.files import store

BESIDE = (store.ARRIVING, store.ASIDE)
SPARE = 64 * 1024 * 1024  # bytes that a backup leaves free on a disk

type Told = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """A backup that was made and read back. `size` in bytes."""

    name: str
    place: str
    size: int
    seconds: float
    manifest: Manifest


def make(place: Place, *, mark: str, now: datetime, told: Told) -> Made:
    """Make a backup and keep it in the place; `told` is called with what is being done. Raises Refused."""
    began = time.perf_counter()
    with place.writing() as folder:
        require_room(folder, snapshot.size() * 2 + sum(file.stat().st_size for _, file in stored()))
        told("copying the database")
        database = folder / "database"
        taken = snapshot.take(database)
        told("packing and reading back")
        target = folder / name_of(mark, now)
        members = {archive.DATABASES[taken.engine]: database, **dict(beside())}
        manifest = archive.write(target, _described(taken, mark, now), members)
        size = target.stat().st_size
        told(f"keeping it in {place.words}")
        place.keep(target)
    return Made(name_of(mark, now), place.words, size, round(time.perf_counter() - began, 2), manifest)


def beside() -> Iterator[tuple[str, Path]]:
    """Yield what belongs to the practice besides the database: the secret, the mark of a demo, and the files."""
    for name in ("secret", "demo"):
        if (file := Path(settings.DATA) / name).is_file():
            yield name, file
    yield from stored()


def stored() -> Iterator[tuple[str, Path]]:
    """Yield the files that rows name, by member's name; what is half written lies beside them and stays out."""
    folder = Path(settings.DATA)
    for shelf in sorted((folder / archive.FILES).glob("*")):
        if shelf.name in BESIDE:
            continue
        for file in sorted(shelf.rglob("*")):
            name = file.relative_to(folder).as_posix()
            if file.is_file() and not file.is_symlink() and archive.is_ours(name):
                yield name, file


def require_room(folder: Path, needed: int) -> None:
    """Raise Refused where the disk of a folder has not so many bytes free."""
    free = disk_usage(folder).free
    if free < needed + SPARE:
        raise Refused(f"the disk of {folder} is too small: {needed + SPARE:,} bytes are needed and {free:,} are free")


def _described(taken: snapshot.Snapshot, mark: str, now: datetime) -> Manifest:
    return Manifest(
        made_at=now,
        practice=mark,
        steadfast=VERSION,
        engine=taken.engine,
        engine_version=taken.facts.engine_version,
        schema=taken.schema,
        tzdata=version("tzdata"),
        migrations=taken.facts.migrations,
        counts=taken.facts.counts,
        chains=taken.facts.chains,
        has_secret=False,
    )
