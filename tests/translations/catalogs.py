"""Reads, updates and compiles a catalog; what it writes depends on the texts alone, not on the day or the machine."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.translations.extracting import Text

ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)


def read(file: Path) -> Catalog:
    """Return the catalog of a language, which the folder names."""
    with file.open("rb") as source:
        return read_po(source, locale=file.parts[-3], ignore_obsolete=True)


def texts_of(catalog: Catalog) -> set[Text]:
    """Return the texts that a catalog has, as they are said in English."""
    return {_text(message.context, message.id) for message in catalog if message.id}


def updated(catalog: Catalog, found: dict[Text, list[str]], others: Sequence[Catalog] = ()) -> Catalog:
    """Return a catalog of exactly the texts that were found, with the words that it or another one has for them."""
    fresh = Catalog(
        locale=catalog.locale,
        project="Steadfast",
        version="1",
        msgid_bugs_address="none",
        last_translator="Steadfast",
        language_team="Steadfast",
        header_comment="# Written by python -m tests.translations; put the words in by hand and run it again.",
        charset="utf-8",
        creation_date=ALWAYS,
        revision_date=ALWAYS,
        fuzzy=False,
    )
    for text, places in sorted(found.items(), key=lambda item: (item[1][0], item[0])):
        key = (text.one, text.many) if text.many else text.one
        kept = next(filter(None, (_words(known, text) for known in (catalog, *others))), "")
        where = [(place, 0) for place in places]
        fresh.add(key, kept or None, locations=where, context=text.context or None)
    return fresh


def written(catalog: Catalog) -> bytes:
    """Return the text of a catalog."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, include_lineno=False, sort_output=False)
    return out.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """Return a catalog as the program reads it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def _words(catalog: Catalog, text: Text) -> str | tuple[str, ...]:
    old = catalog.get((text.one, text.many) if text.many else text.one, text.context or None)
    return old.string if old and _text(old.context, old.id) == text else ""


def _text(context: str | None, key: str | tuple[str, ...]) -> Text:
    return Text(context or "", key) if isinstance(key, str) else Text(context or "", key[0], key[1])
