"""Bring every catalog up to date with the program, compile it, and say what it has no words for yet."""

import os
import sys

import django
from babel.messages.catalog import Catalog

from tests.translations import catalogs, extracting, places


def main(languages: list[str]) -> int:
    """Write the catalogs of these languages besides those that there are; 1 while one of them lacks words."""
    found, empty = extracting.found(), 0
    for code in languages:
        file = places.LOCALE / code / "LC_MESSAGES" / "django.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(catalogs.written(Catalog(locale=code)))
    for file in places.catalogs():
        catalog = catalogs.updated(catalogs.read(file), found)
        file.write_bytes(catalogs.written(catalog))
        file.with_suffix(".mo").write_bytes(catalogs.compiled(catalog))
        missing = [m for m in catalog if m.id and not all(m.string if isinstance(m.string, tuple) else [m.string])]
        print(f"{catalog.locale}: {len(catalog)} texts, {len(missing)} without words")
        for message in missing:
            print(f"  {message.locations[0][0]}: {message.id!r}")
        empty += len(missing)
    return 1 if empty else 0


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()
sys.exit(main(sys.argv[1:]))
