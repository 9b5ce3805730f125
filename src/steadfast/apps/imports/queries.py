"""Reads of imports: which batches are not to be seen, and what became of a file."""

from django.db.models import QuerySet

from steadfast.apps.imports.models import Batch
from steadfast.apps.imports.models.batch import NOT_UNDONE


def hidden_batches() -> QuerySet[Batch, int]:
    """Return the batches whose rows nobody sees: those being applied and those undone. Nearly always none.

    Lazy, to be a part of the query that asks: pages would pay for a query of its own several times over.
    """
    return Batch.objects.exclude(state="shown").values_list("pk", flat=True)


def batch_of(file_hash: str) -> Batch | None:
    """Return the batch that brings or brought this file in, unless it was undone."""
    return Batch.objects.filter(NOT_UNDONE, file_hash=file_hash).first()
