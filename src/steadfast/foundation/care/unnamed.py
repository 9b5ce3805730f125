"""Files that no row names: what a crash or a dropped draft left. A weekly chore removes those of over thirty days.

Whoever has rows that name files says how to find them out. No row that is committed after the look loses its file: who
keeps a file makes it young before the row is written (store.keep), and the chore puts a file aside before it asks how
old it is and who names it. So it is seen as young and comes back, or is missed by who keeps it and written anew.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from steadfast.foundation import events
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.files import store
from steadfast.foundation.models import PRACTICE_CHAIN

KIND = "care.files_removed"
OLD = timedelta(days=30)
CHUNK = 500

type Naming = Callable[[Collection[str]], Collection[str]]
_namings: dict[str, Naming] = {}


@dataclass(frozen=True)
class Removed:
    """How many files went, and their bytes."""

    files: int
    size: int


def register(name: str, naming: Naming) -> None:
    """Say how to find out which of some digests are named by rows; `name` is the kind of rows."""
    _namings[name] = naming


def named(digests: Collection[str]) -> set[str]:
    """Return those of the digests that some row names."""
    return {digest for naming in _namings.values() for digest in naming(digests)}


def remove(*, now: datetime) -> Removed:
    """Remove the files that were kept over thirty days ago and that no row names, as an event."""
    before = (now - OLD).timestamp()
    store.bring_all_back()  # what a removal that was killed had put aside
    old = [digest for digest, written in store.kept() if written < before]
    gone: dict[str, int] = {}
    for start in range(0, len(old), CHUNK):
        some = old[start : start + CHUNK]
        gone |= _remove(set(some) - named(some), before)
    found = Removed(len(gone), sum(gone.values()))
    if gone:
        body = {"files": found.files, "bytes": found.size, "sha256": sorted(gone)[:CHUNK]}
        events.append(events.NewEvent(PRACTICE_CHAIN, KIND, now, None, body), actor=SYSTEM, now=now)
    return found


def _remove(digests: Collection[str], before: float) -> dict[str, int]:
    """Remove files, unless by now a row names them or somebody keeps them anew; return the bytes of each that went."""
    aside = {digest: written for digest in digests if (written := store.put_aside(digest)) is not None}
    wanted = named(list(aside))
    gone = {}
    for digest, written in aside.items():
        if digest in wanted or written >= before:
            store.bring_back(digest)
        else:
            gone[digest] = store.drop_aside(digest)
    return gone
