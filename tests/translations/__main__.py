"""Bring every catalog up to date with the program, compile it, and say what it has no words for yet."""

import os
import sys

import django
from babel.messages.catalog import Catalog

from tests.translations import catalogs, extracting, places


def main(languages: list[str]) -> int:
    """Write the catalogs of these languages besides those that there are; 1 while one of them lacks words."""
    parted, empty = extracting.by_catalog(), 0
    begin(languages, set(parted))
    known = {file: catalogs.read(file) for file in places.catalogs()}
    for file, old in known.items():
        others = [other for other in known.values() if other.locale == old.locale]
        catalog = catalogs.updated(old, parted.get(places.folder_of(file), {}), others)
        file.write_bytes(catalogs.written(catalog))
        file.with_suffix(".mo").write_bytes(catalogs.compiled(catalog))
        missing = [m for m in catalog if m.id and not all(m.string if isinstance(m.string, tuple) else [m.string])]
        print(f"{places.folder_of(file)} {catalog.locale}: {len(catalog)} texts, {len(missing)} without words")
        for message in missing:
            print(f"  {message.locations[0][0]}: {message.id!r}")
        empty += len(missing)
    return 1 if empty else 0


def begin(languages: list[str], folders: set[str]) -> None:
    """Begin the catalogs that there are not yet, in these languages and in those of the main one."""
    there = {file.parts[-3] for file in places.catalogs()}
    for code in {*there, *languages}:
        for folder in {places.MAIN, *folders}:
            file = places.SOURCE / folder / code / "LC_MESSAGES" / "django.po"
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(catalogs.written(Catalog(locale=code)))


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()
sys.exit(main(sys.argv[1:]))
