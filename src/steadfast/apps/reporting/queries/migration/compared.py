"""Tickets of an import on which the source said something that we worked out ourselves: those that agree and differ."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, repeat

from django.db.models import Case, CharField, Count, F, FilteredRelation, Q, QuerySet, Value, When

from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports.models import Batch
from steadfast.apps.reporting.queries import confusion
from steadfast.domain.language import known, say
from steadfast.foundation.actor import Actor

RESOLUTION = "resolution"
WHAT: Mapping[str, str] = {
    "verdict": known("kept or broken"),
    "reopened": known("times reopened"),
    "reassigned": known("times passed to another team"),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """On how many tickets the source's word and ours agree and differ; on `silent` many the source says nothing."""

    what: str
    agree: int
    differ: int
    silent: int

    @property
    def said(self) -> bool:
        return bool(self.agree or self.differ)

    @property
    def words(self) -> str:
        return say(WHAT[self.what])


def tickets_of(batch: Batch, actor: Actor) -> QuerySet[Ticket]:
    """Return the tickets that an import brought, as the actor may see them, each with the resolution promised on it."""
    own = Q(subject__commitments__kind=RESOLUTION, subject__commitments__batch=batch.pk)
    found = desk.visible_to(actor).filter(batch=batch).exclude(source_key="")
    return found.annotate(own=FilteredRelation("subject__commitments", condition=own))


def differing(tickets: QuerySet[Ticket], what: str, *, now: datetime) -> QuerySet[Ticket]:
    """Return those on which the source and we differ in one of WHAT."""
    return tickets.filter(DIFFER[what](now))


def verdicts(tickets: QuerySet[Ticket], *, now: datetime) -> confusion.Confusion:
    """Return the table of our verdicts beside the source's; what is not yet judged or left the count is left out."""
    ours = Case(
        When(own__isnull=True, then=Value("no target")),
        When(_kept(now), then=Value("kept")),
        When(_late(now), then=Value("broken")),
        default=Value(""),
        output_field=CharField(),
    )
    said = tickets.exclude(source_kept=None).order_by().annotate(ours=ours).exclude(ours="")
    counts = said.values_list("priority", "ours", "source_kept").annotate(n=Count("pk"))
    return confusion.compare(
        chain.from_iterable(repeat((priority, word, bool(kept)), n) for priority, word, kept, n in counts)
    )


def counters(tickets: QuerySet[Ticket]) -> list[Beside]:
    """Return the source's counters beside ours."""
    names = ("reopened", "reassigned")
    counts = {
        f"{name}_{word}": Count("pk", filter=where)
        for name in names
        for word, where in (
            ("agree", Q(**{f"source_{name}": F(name)})),
            ("differ", _differs(name)),
            ("all", Q()),
        )
    }
    found = tickets.order_by().aggregate(**{key: count for key, count in counts.items() if not key.endswith("_all")})
    total = tickets.count()
    return [
        Beside(name, agree := found[f"{name}_agree"], differ := found[f"{name}_differ"], total - agree - differ)
        for name in names
    ]


def _kept(now: datetime) -> Q:
    return Q(own__verdict="kept", own__due_at__lt=now)


def _late(now: datetime) -> Q:
    return Q(own__verdict__in=("kept late", "broken", "open"), own__due_at__lt=now)


def _differs(name: str) -> Q:
    """Both counters are there and differ; written as two bounds, since a row without one is neither."""
    return Q(**{f"source_{name}__lt": F(name)}) | Q(**{f"source_{name}__gt": F(name)})


DIFFER: Mapping[str, Callable[[datetime], Q]] = {
    "verdict": lambda now: Q(source_kept=True) & _late(now) | Q(source_kept=False) & _kept(now),
    "reopened": lambda now: _differs("reopened"),
    "reassigned": lambda now: _differs("reassigned"),
}
