"""Clients that an import of tickets made along, by nothing but their names, and that no hand has changed since.

What such a row says besides its name nobody said, so the first import of clients fills it.
"""

from collections.abc import Mapping
from typing import Any

from steadfast.apps.imports.models import SourceRecord
from steadfast.foundation.models import Event

BY_HAND = ("client.changed", "client.retired", "client.restored")


def made_along(kind: str, rows: Mapping[str, Any]) -> set[int]:
    """Return which of some rows of ours, given by key of the source, are such clients, in two queries."""
    made = {row.pk: row.chain_id for row in rows.values() if row.source_key} if kind == "clients" else {}
    if not made:
        return set()
    told = set(SourceRecord.objects.filter(kind=kind, row_id__in=made).values_list("row_id", flat=True))
    changed = Event.objects.filter(chain_id__in=made.values(), kind__in=BY_HAND).order_by()
    by_hand = set(changed.values_list("chain_id", flat=True))
    return {key for key, chain in made.items() if key not in told and chain not in by_hand}
