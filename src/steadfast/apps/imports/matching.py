"""Which of our clients a source means by a text: by its key, by what the source called it, or by what we call it."""

import string
from collections.abc import Collection, Iterable
from itertools import batched

from steadfast.apps.clients.models import Client
from steadfast.apps.imports.models import SourceRecord
from steadfast.foundation.any_case import Small

AMBIGUOUS = -1
ASCII = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
SOME = 5_000  # texts of one query: a database takes only so many at once


def clients(source: str, texts: Collection[str]) -> dict[str, int]:
    """Return the clients that a source means, those that are found; AMBIGUOUS where several of ours are called so."""
    found: dict[str, int] = {}
    for some in batched({text for text in texts if text}, SOME):
        found |= _some(source, set(some))
    return found


def _some(source: str, wanted: set[str]) -> dict[str, int]:
    records = SourceRecord.objects.filter(source=source, kind="clients")
    found = dict(records.filter(said__name__in=wanted).order_by("-pk").values_list("said__name", "row_id"))
    found |= dict(records.filter(key__in=wanted).values_list("key", "row_id"))
    return found | by_name(wanted - found.keys())


def by_name(texts: Collection[str]) -> dict[str, int]:
    """Return the clients that we call so, in any case."""
    rows = Client.objects.annotate(small=Small("name")).filter(small__in=_lowered(texts))
    named: dict[str, int] = {}
    for name, key in rows.values_list("name", "pk"):
        named[name.casefold()] = key if name.casefold() not in named else AMBIGUOUS
    return {text: named[text.casefold()] for text in texts if text.casefold() in named}


def _lowered(texts: Iterable[str]) -> set[str]:
    """Return texts in small letters; PostgreSQL leaves letters beyond A to Z as they are in a locale that has none."""
    return {small for text in texts for small in (text.lower(), text.translate(ASCII))}
