"""Files that every page loads, joined while static files are collected: a cold page makes a request less for each.

The parts stay small files of one idea each and are read here as they are. A script's part stands in a block of its own,
so its names are its own, as they were in a module of its own; it may not import or export.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile, File
from django.core.files.storage import InMemoryStorage, Storage

PARTS = Path(__file__).parent / "static" / "steadfast"
SHEETS = ("css/house.css", "css/frame.css", "css/guest.css", "css/promises.css", "css/forms.css")
JOINED = {
    "steadfast/page.css": SHEETS,
    "steadfast/thread.css": (*SHEETS, "css/ticket.css"),  # pages with a thread
    "steadfast/drawn.css": (*SHEETS, "css/charts.css"),  # pages with charts
    "steadfast/page.js": ("js/dialogs.js", "js/keys.js", "js/along.js", "js/swaps.js"),
}


class Joining(InMemoryStorage):
    """Holds the joined files, made from their parts when they are opened."""

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        return ContentFile(text(name).encode(), name)


class JoinedFinder(BaseFinder):
    """Adds them to what is collected."""

    storage = Joining()

    def find(self, path: str, find_all: bool = False, **_: Any) -> list[str]:  # type: ignore[override]
        """Return nothing: they lie nowhere on the disk."""
        return []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        yield from ((name, self.storage) for name in JOINED)


def text(name: str) -> str:
    """Return a joined file."""
    parts = [(PARTS / part).read_text() for part in JOINED[name]]
    return "\n".join(f"{{\n{part}}}" if name.endswith(".js") else part for part in parts)
