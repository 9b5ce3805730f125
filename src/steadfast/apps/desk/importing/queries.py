"""Reads of the import of tickets: which of them are here already."""

from collections.abc import Iterable, Iterator
from itertools import batched

from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports.models import Batch

SOME = 1000


def known_keys(mapping: str, keys: Iterable[str]) -> set[str]:
    """Return those keys of a source whose tickets an earlier import brought into sight."""
    batches = list(Batch.objects.filter(mapping=mapping, state="shown").values_list("pk", flat=True))
    return set(_known(batches, keys)) if batches else set()


def _known(batches: list[int], keys: Iterable[str]) -> Iterator[str]:
    rows = Ticket.objects.filter(batch_id__in=batches).exclude(source_key="")
    for some in batched(keys, SOME):
        yield from rows.filter(source_key__in=some).values_list("source_key", flat=True)
