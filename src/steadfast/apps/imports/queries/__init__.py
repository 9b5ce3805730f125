"""Reads of imports: who sees them, which of their rows are not to be seen, and what became of a file."""

from collections.abc import Collection

from django.db.models import BooleanField, Func, QuerySet

from steadfast.apps.imports.models import Batch, Draft, SavedMapping, Source, Trace
from steadfast.apps.imports.models.batch import NOT_UNDONE
from steadfast.apps.imports.queries import feeds
from steadfast.foundation import clock
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


def drafts_visible_to(actor: Actor) -> QuerySet[Draft]:
    """Return the drafts that an actor may go on with: all of them or none."""
    return Draft.objects.select_related("made_by") if actor.may("imports.manage") else Draft.objects.none()


def open_drafts(actor: Actor) -> QuerySet[Draft]:
    """Return the drafts that somebody has yet to finish, the latest first."""
    return drafts_visible_to(actor).exclude(state__in=("applied", "dropped")).order_by("-pk")


def saved_mappings(actor: Actor) -> QuerySet[SavedMapping]:
    """Return the mappings that the practice has kept, by name."""
    rows = SavedMapping.objects.order_by("name")
    return rows if actor.may("imports.manage") else rows.none()


def draft_like(batch: Batch) -> Draft | None:
    """Return the draft that a batch was applied from, for the next export with the same mapping."""
    return Draft.objects.filter(batch=batch).order_by("-pk").first()


def last_of(kind: str) -> Batch | None:
    """Return the last import of a kind that names its system."""
    return Batch.objects.filter(state="shown", kind=kind).exclude(source="").order_by("-pk").first()


def only_source() -> str:
    """Return the system that all records came from, where there was ever only one: the next kind comes from it, too."""
    records = Batch.objects.filter(state="shown").exclude(source="").exclude(kind="tickets").order_by()
    ever = set(records.values_list("source", flat=True).distinct()[:2])
    return ever.pop() if len(ever) == 1 else ""


def sources_known() -> list[str]:
    """Return the names of the systems that anything came from, in their order."""
    return sorted(set(Batch.objects.exclude(source="").order_by().values_list("source", flat=True).distinct()))


def stands_on(batch: Batch) -> Batch | None:
    """Return a later import of tickets from the same source, which has to be undone first."""
    if batch.kind != "tickets":
        return None
    later = Batch.objects.filter(kind=batch.kind, source=batch.source, pk__gt=batch.pk)
    return later.filter(state__in=("shown", "applying")).order_by("-pk").first()


def traces_of(batch: Batch, *, kept: bool = False) -> QuerySet[Trace]:
    """Return what a batch did row by row; `kept`: only where it left something alone."""
    rows = Trace.objects.filter(batch=batch).select_related("record")
    return rows.exclude(kept={}) if kept else rows


def led_source(batch: Batch) -> Source | None:
    """Return the source of an import while it leads; then its tickets are read here and changed there."""
    return Source.objects.filter(name=batch.source, leads="source").first() if batch.kind == "tickets" else None


def refused_in(batch: Batch, actor: Actor) -> Draft | None:
    """Return the draft that names the rows which an import left out, where it left any and came by one."""
    if not batch.counts.get("refused"):
        return None
    return drafts_visible_to(actor).filter(batch=batch).order_by("-pk").first()


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


def file_digests() -> set[str]:
    """Return the digests of all files that imports keep: what was sent, and what feeds pulled."""
    return set(Draft.objects.values_list("file_hash", flat=True)) | feeds.raw_files()


def named_files(digests: Collection[str]) -> set[str]:
    """Return those of the digests that a draft needs which was not dropped, or that a feed pulled not long ago."""
    pulled, done = feeds.let_go(now=clock.now())
    drafts = Draft.objects.filter(file_hash__in=digests).exclude(state="dropped").exclude(pk__in=done)
    return set(drafts.values_list("file_hash", flat=True)) | (feeds.raw_files() - pulled) & set(digests)
