"""Shadows: what came from a source that still leads. Others ask here before they change such a row."""

from django.db.models import OuterRef, QuerySet, Subquery

from steadfast.apps.imports.models import Batch, Source


def leader_of(batch_id: int | None) -> str:
    """Return the source that leads what a batch brought in, or "" where the practice does."""
    if batch_id is None:
        return ""
    found = Source.objects.filter(leads="source", name__in=Batch.objects.filter(pk=batch_id).values("source"))
    return found.values_list("name", flat=True).first() or ""


def name_of(column: str) -> Subquery:
    """Return the source that leads, for a query over rows whose `column` names theirs; null where the practice does."""
    return Subquery(Source.objects.filter(leads="source", name=OuterRef(column)).values("name")[:1])


def batches() -> QuerySet[Batch, int]:
    """Return the ids of the batches whose sources lead, for a query to leave out."""
    led = Source.objects.filter(leads="source").values("name")
    return Batch.objects.filter(source__in=led).values_list("pk", flat=True)
