"""Practices that were seeded before and are kept in a folder, so that a second run begins to measure at once.

One folder for each engine, size and way of seeding: another migration or generator has another name. What is older
than AT_MOST is seeded anew, as Today is about what falls due today. Each run leaves its few tickets in it.
"""

import hashlib
import shutil
from datetime import timedelta
from pathlib import Path

from steadfast.foundation import clock

SEEDED = "seeded"  # a file that stands in a practice once it is complete
AT_MOST = timedelta(days=7)
SOURCE = Path(__file__).resolve().parents[2]


def ready(cache: Path, engine: str, tickets: int) -> Path:
    """Return the folder of a practice, complete or empty."""
    place = cache.resolve() / f"{engine}-{tickets}-{version()}"
    if place.exists() and not _is_good(place / "data" / SEEDED):
        shutil.rmtree(place)
    (place / "data").mkdir(parents=True, exist_ok=True)
    return place


def _is_good(mark: Path) -> bool:
    return mark.exists() and clock.now().timestamp() - mark.stat().st_mtime < AT_MOST.total_seconds()


def version() -> str:
    """Return what tells two ways of seeding apart: the migrations there are, and the text of what seeds."""
    told = hashlib.sha256()
    for file in sorted(SOURCE.glob("*/migrations/*.py")) + sorted(SOURCE.glob("*/*/migrations/*.py")):
        told.update(f"{file.relative_to(SOURCE)}\n".encode())
    here = Path(__file__).parent
    for file in (*sorted((here / "operations").glob("*.py")), here / "words.py", here / "world.py"):
        told.update(file.read_bytes())
    return told.hexdigest()[:8]
