"""Where the texts and the catalogs are."""

from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "steadfast"
MAIN = "locale"


def files(pattern: str) -> Iterator[tuple[str, Path]]:
    """Yield the name and the path of each file of the program whose texts are translated."""
    for file in sorted(SOURCE.rglob(pattern)):
        name = file.relative_to(SOURCE).as_posix()
        if "migrations" not in file.parts:
            yield name, file


def catalogs() -> list[Path]:
    """Return the catalogs of each language but English, which is in the program: the main one, then each app's own."""
    return sorted(SOURCE.glob(f"{MAIN}/*/LC_MESSAGES/django.po")) + sorted(
        SOURCE.glob("apps/*/locale/*/LC_MESSAGES/django.po")
    )


def own(name: str) -> str:
    """Return the folder, below SOURCE, of the catalog that has the texts of a file: its app's where that has one."""
    app = "/".join(name.split("/")[:2])
    return f"{app}/locale" if (SOURCE / app / "locale").is_dir() else MAIN


def folder_of(catalog: Path) -> str:
    """Return the folder of a catalog as `own` names it."""
    return catalog.parents[2].relative_to(SOURCE).as_posix()
