"""Where the texts and the catalogs are."""

from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "steadfast"
LOCALE = SOURCE / "locale"


def files(pattern: str) -> Iterator[tuple[str, Path]]:
    """Yield the name and the path of each file of the program whose texts are translated."""
    for file in sorted(SOURCE.rglob(pattern)):
        name = file.relative_to(SOURCE).as_posix()
        if "migrations" not in file.parts:
            yield name, file


def catalogs() -> list[Path]:
    """Return the catalog of each language but English, which is in the program."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
