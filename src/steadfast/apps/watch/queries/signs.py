"""Signs as somebody may see them: those of tickets as they see the tickets, those of a load only its person or a lead.

A sign whose ticket changed since it was written is not shown: the next look says whether it still holds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from steadfast.apps.desk.queries import tickets
from steadfast.apps.watch.models import Look, Sign
from steadfast.apps.watch.queries.words import NAMES, Said, said
from steadfast.domain.language import say
from steadfast.domain.signs import DETECTORS
from steadfast.foundation import addresses, pages
from steadfast.foundation.actor import Actor
from steadfast.foundation.pages import Page
from steadfast.foundation.prepared import Rows

SIZE = 50
ORDER = ("rank", "-since", "-id")  # of those alike the newest: there is still most to save
TODAY, READ = 5, 24  # rows on Today, and signs read for them: a ticket has several
STANDS = Q(subject=None) | Q(subject__ticket__version=F("version"), subject__ticket__closed_at=None)
NAMED = (
    "detector", "rank", "since", "figures", "later_until", "person", "subject__kind", "subject__number",
    "subject__title", "subject__ticket__client__name", "subject__ticket__priority", "person__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A sign as a page shows it; `also` names the other signs of the same ticket."""

    row: Sign
    said: Said
    url: str
    also: Sequence[str] = ()

    @property
    def label(self) -> str:
        return self.row.subject.label if self.row.subject else ""

    @property
    def client(self) -> str:
        return str(self.row.subject.ticket.client.name) if self.row.subject else ""

    @property
    def title(self) -> str:
        return str(self.row.subject.title) if self.row.subject else ""


def visible_to(actor: Actor) -> QuerySet[Sign]:
    """Return the signs that a member may see; a client's contact sees none."""
    if not actor.may("watch.view") or not tickets.sees_all(actor):
        return Sign.objects.none()
    rows = Sign.objects.filter(STANDS)
    return rows if actor.may("watch.lead") else rows.filter(Q(subject__isnull=False) | Q(person=actor.person_id))


def listed(actor: Actor, *, detector: str, mine: bool, after: str | None) -> Page[Sign]:
    """Return a page of signs, those to look at first first."""
    rows = _narrowed(visible_to(actor), actor, mine)
    if detector:
        rows = rows.filter(detector=detector)
    rows = rows.select_related("subject__ticket__client", "person").only(*NAMED)
    return pages.page(rows, order=ORDER, after=after, size=SIZE)


def counts(actor: Actor, *, mine: bool) -> list[tuple[str, str, int]]:
    """Return of every detector that speaks its key, its name and how often."""
    rows = _narrowed(visible_to(actor), actor, mine).order_by()
    found = dict(rows.values_list("detector").annotate(n=Count("id")))
    return [(key, say(NAMES[key]), found[key]) for key in DETECTORS if key in found]


def every(counted: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Return the counts of all detectors, those that do not speak with nought."""
    found = {key: n for key, _, n in counted}
    return [(key, say(NAMES[key]), found.get(key, 0)) for key in DETECTORS]


def looked_at() -> Look | None:
    """Return when the watch last looked."""
    return Look.objects.first()


def of_person(actor: Actor, now: datetime) -> tuple[list[Shown], bool]:
    """Return the signs of a member's own work for Today, a row a ticket, and whether there are more."""
    if actor.person_id is None or not actor.may("watch.view") or not tickets.sees_all(actor):
        return [], False
    rows = OWN.rows(person=actor.person_id, now=now)
    by_ticket: dict[int, list[Sign]] = {}
    for row in rows:
        by_ticket.setdefault(row.subject_id or 0, []).append(row)
    found = [shown(first, [say(NAMES[one.detector]) for one in rest]) for first, *rest in by_ticket.values()]
    return found[:TODAY], len(found) > TODAY or len(rows) == READ


def shown(row: Sign, also: Sequence[str] = ()) -> Shown:
    """Return a sign in the reader's words; its address leads to where it is ended."""
    if row.subject is None:
        return Shown(row, said(row.detector, row.figures, ""), reverse("watch:index") + "?whose=mine", also)
    words = said(row.detector, row.figures, row.subject.ticket.client.name)
    return Shown(row, words, addresses.numbered("desk:ticket", row.subject.number) + "#composer", also)


def _narrowed(rows: QuerySet[Sign], actor: Actor, mine: bool) -> QuerySet[Sign]:
    return rows.filter(person=actor.person_id) if mine else rows


def _own(person: int, now: datetime) -> QuerySet[Sign]:
    awake = Q(later_until=None) | Q(later_until__lte=now)
    said = ~Q(detector="no next date") | Q(figures__missed=0)  # a missed date stands under Late
    rows = Sign.objects.filter(STANDS, awake, said, person=person).select_related("subject__ticket__client")
    return rows.only(*NAMED[:-1]).order_by(*ORDER)[:READ]


OWN = Rows(_own, ["person"], ["now"])
