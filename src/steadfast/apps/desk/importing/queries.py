"""Reads of the import of tickets: which of them are here already, and which of those somebody here has worked on."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import batched
from typing import NamedTuple

from django.db.models import Max

from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import bringing
from steadfast.apps.imports.models import Batch
from steadfast.foundation.models import Event

SOME = 1000
COLUMNS = ("source_key", "subject_id", "source_digest", "source_told")


class Known(NamedTuple):
    """A ticket that an earlier import brought: the digest of its rows, and the last event that its source told."""

    subject_id: int
    digest: str | None
    told: int | None


def known(source: str, keys: Iterable[str] | None = None) -> dict[str, Known]:
    """Return, by key, the tickets that earlier imports of a source brought into sight; all of them without `keys`."""
    batches = list(Batch.objects.filter(kind="tickets", source=source, state="shown").values_list("pk", flat=True))
    return dict(_known(batches, keys)) if batches else {}


def _known(batches: list[int], keys: Iterable[str] | None) -> Iterator[tuple[str, Known]]:
    rows = Ticket.objects.filter(batch_id__in=batches).exclude(source_key="")
    parts = [rows] if keys is None else (rows.filter(source_key__in=some) for some in batched(keys, SOME))
    for part in parts:
        for key, subject, digest, told in part.values_list(*COLUMNS):
            yield key, Known(subject, digest, told)


def worked_on(tickets: Mapping[int, int | None]) -> set[int]:
    """Return those tickets, given with the last event that their source told, on which something happened since."""
    rows = Event.objects.filter(subject_id__in=list(tickets)).exclude(kind__in=bringing.KINDS).order_by()
    last = rows.values_list("subject_id").annotate(Max("pk"))
    return {key for key, event in last if key is not None and (tickets[key] is None or event > (tickets[key] or 0))}
