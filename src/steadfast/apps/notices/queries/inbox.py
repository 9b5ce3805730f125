"""A reader's own notices: what counts on the rail, and the list. Nobody reads another's."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import OuterRef, Q, QuerySet
from django.urls import reverse

from steadfast.apps.notices.models import MailChoice, Notice
from steadfast.apps.notices.queries import words
from steadfast.foundation import addresses, clock, pages, subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.pages import Page
from steadfast.foundation.prepared import Rows

SIZE = 50
ORDER = ("-at", "-id")
MOST = 99  # the badge counts up to it


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice in words."""

    row: Notice
    said: str

    @property
    def label(self) -> str:
        return self.row.subject.label if self.row.subject else ""


def of_reader(actor: Actor) -> QuerySet[Notice]:
    """Return the notices of a member; a client's contact has none here."""
    if actor.person_id is None or not actor.may("notices.view"):
        return Notice.objects.none()
    return Notice.objects.filter(person=actor.person_id)


def unread(actor: Actor) -> int:
    """Return how many a reader has not read and not put off, at most MOST; for where no account was loaded."""
    return len(_unread().rows(person=actor.person_id or 0, now=clock.now()))


@cache
def _unread() -> Rows[tuple[int]]:
    def build(person: int, now: datetime) -> QuerySet[Notice, tuple[int]]:
        rows = Notice.objects.filter(_awake(now), person=person, read_at=None).order_by()
        return rows.values_list("person_id")[:MOST]

    return Rows(build, ["person"], ["now"])


def counted() -> QuerySet[Notice]:
    """Return the same for the query of an account; what is put off comes back there within a minute (tasks.look)."""
    return Notice.objects.filter(person=OuterRef("person"), read_at=None, snoozed_until=None)


def listed(actor: Actor, *, which: str, after: str | None, now: datetime) -> Page[Notice]:
    """Return a page, newest first."""
    return pages.page(chosen(actor, which=which, now=now), order=ORDER, after=after, size=SIZE)


def chosen(actor: Actor, *, which: str, now: datetime) -> QuerySet[Notice]:
    """Return the unread ones, those put off ("later"), or all."""
    rows = of_reader(actor).select_related("subject", "by")
    if which == "later":
        return rows.filter(read_at=None, snoozed_until__gt=now)
    return rows if which == "all" else rows.filter(_awake(now), read_at=None)


def shown(row: Notice) -> Shown:
    """Return a notice in the reader's words."""
    return Shown(row, words.said(row))


def url_of(row: Notice) -> str:
    """Return where to act on it."""
    if row.kind == "mailbox":
        return reverse("mail:boxes")
    if "commitment" in row.about:
        return addresses.numbered("commitments:show", int(row.about["commitment"]))
    return subjects.url_of(row.subject) if row.subject else f"{reverse('desk:tickets')}?state=closed&who=mine"


def choice(actor: Actor) -> MailChoice:
    """Return how a reader wants to be written to, as they chose or as it is at first."""
    found = MailChoice.objects.filter(person=actor.person_id).first()
    return found or MailChoice(person_id=actor.person_id or 0)


def _awake(now: datetime) -> Q:
    return Q(snoozed_until=None) | Q(snoozed_until__lte=now)
