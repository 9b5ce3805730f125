"""Reads of imports: who sees them, which of their rows are not to be seen, and what became of a file."""

from django.db.models import BooleanField, Func, QuerySet

from steadfast.apps.imports.models import Batch
from steadfast.apps.imports.models.batch import NOT_UNDONE
from steadfast.foundation.actor import Actor
from steadfast.foundation.search import sight


class IsShown(Func):
    """Whether the batch of a row may be seen: not while it is applied, and not after it was undone.

    A part of the query that asks, written as SQL once: building a subquery anew costs more than running it, and every
    page asks several times.
    """

    output_field = BooleanField()
    template = (
        "(%(expressions)s IS NULL OR %(expressions)s NOT IN (SELECT id FROM imports_batch WHERE NOT (state = 'shown')))"
    )


def visible_to(actor: Actor) -> QuerySet[Batch]:
    """Return the imports that an actor may see: all of them or none."""
    return Batch.objects.all() if actor.may("imports.view") else Batch.objects.none()


def batch_of(file_hash: str) -> Batch | None:
    """Return the batch that brings or brought this file in, unless it was undone."""
    return Batch.objects.filter(NOT_UNDONE, file_hash=file_hash).first()


def tokens_of(batch_id: int | None) -> tuple[str, ...]:
    """Return the token by which search hides a row of a batch that is not shown."""
    return () if batch_id is None else (f"b{batch_id}",)


def hidden_tokens() -> tuple[str, ...]:
    """Return the tokens of what nobody finds now."""
    keys = Batch.objects.exclude(state__in=("shown", "planned")).order_by("pk").values_list("pk", flat=True)
    return tuple(token for key in keys for token in tokens_of(key))


def hide_from_search() -> None:
    """Let search leave out what is not shown."""
    sight.hide("imports", hidden_tokens)
