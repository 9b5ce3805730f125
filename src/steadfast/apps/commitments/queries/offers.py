"""Offers that wait for an answer: on a subject, for somebody, and made by somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from steadfast.apps.commitments.models import Commitment, HandOver
from steadfast.apps.commitments.queries import register
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.holds import Hold
from steadfast.apps.identity.models import Absence, Person, Team
from steadfast.domain.language import say_n
from steadfast.foundation import addresses, subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows

WITH = ("subject", "commitment", "from_person", "to_person", "team", "offered_by")
LIMIT = 25
DECLINED = timedelta(days=3)  # how long a no stands on Today, over a weekend
FORMS = 500  # members and teams offered in a form


@dataclass(frozen=True, slots=True)
class Waiting:
    """An offer as its reader sees it: whether it is theirs to answer, declined: to answer for; or to take back."""

    row: HandOver
    mine: bool
    back: bool

    @property
    def url(self) -> str:
        """The page on which it is answered: that of the promise, else of the subject."""
        row = self.row
        return subjects.url_of(row.subject) if row.commitment_id is None else commitment_url(row.commitment_id)

    @property
    def accept_url(self) -> str:
        return self._answer("accept_offer")

    @property
    def decline_url(self) -> str:
        return self._answer("decline_offer")

    @property
    def back_url(self) -> str:
        return self._answer("take_offer_back")

    def _answer(self, name: str) -> str:
        return reverse(f"commitments:{name}", args=[self.row.pk])

    @property
    def whom(self) -> str:
        return self.row.whom

    @property
    def who(self) -> str:
        """The name of who offered it and gave the reason; it may be somebody else than who answers for it."""
        return (self.row.offered_by or self.row.from_person).name

    @property
    def by_another(self) -> bool:
        """Tell whether somebody offered what is another's to answer for."""
        return self.row.offered_by_id not in (None, self.row.from_person_id)

    def waited(self, now: datetime) -> int:
        return int((now - self.row.offered_at).total_seconds())


@dataclass(frozen=True, slots=True)
class Mine:
    """A reader's open offers, to them and by them, and what was declined of theirs, or of what they offered."""

    to_me: list[Waiting]
    by_me: list[Waiting]
    declined: list[Waiting]


NOTHING = Mine([], [], [])


class Choices(TypedDict):
    """People with `stand_in`, teams with `answers`; each has the `key` by which a form names it."""

    people: list[Person]
    teams: list[Team]


def commitment_url(commitment_id: int) -> str:
    """Return the address of the page of a commitment."""
    return addresses.numbered("commitments:show", commitment_id)


def open_offers() -> QuerySet[HandOver]:
    """Return the offers that wait for an answer, oldest first, with all that they name."""
    return _told().filter(answered_at=None)


@cache  # putting it together costs more than asking
def _told() -> QuerySet[HandOver]:
    return HandOver.objects.select_related(*WITH).order_by("offered_at", "id")


def of_subject(rows: Iterable[HandOver], actor: Actor, *, owner_id: int | None, now: datetime) -> list[Waiting]:
    """Return the open offers among the hand-overs of a subject as the actor sees them, oldest first."""
    waiting = sorted((row for row in rows if row.answered_at is None), key=lambda row: (row.offered_at, row.pk))
    return _seen(waiting[:LIMIT], actor, now, {owner_id})


def of_commitment(row: Commitment, actor: Actor, *, now: datetime) -> list[Waiting]:
    """Return the open offers of a commitment, and of all that is owed on its subject, as a member sees them."""
    if actor.client_id is not None or row.closed_at is not None:
        return []
    about = open_offers().filter(Q(commitment=None) | Q(commitment=row), subject_id=row.subject_id)
    return _seen(about[:LIMIT], actor, now, {row.owner_id})


def of_promises(actor: Actor) -> QuerySet[HandOver]:
    """Return the hand-overs of single commitments, of those that a member sees; a contact sees none."""
    if actor.client_id is not None:
        return HandOver.objects.none()
    return HandOver.objects.filter(commitment__in=register.visible_to(actor).order_by().values("pk"))


def of_person(actor: Actor, *, now: datetime) -> Mine:
    """Return the offers that wait for the actor, those that they made, and the noes lately given to them."""
    if actor.person_id is None or actor.client_id is not None:
        return NOTHING
    found = NEAR.rows(me=actor.person_id, now=now, lately=now - DECLINED)
    seen = _seen([row for row in found if row.answered_at is None], actor, now)
    no = sorted((row for row in found if row.answered_at), key=lambda row: (row.answered_at, row.pk), reverse=True)
    to_me, by_me = [each for each in seen if each.mine], [each for each in seen if each.back]
    declined = [Waiting(row, mine=row.from_person_id == actor.person_id, back=False) for row in no[:LIMIT]]
    return Mine(to_me[:LIMIT], by_me[:LIMIT], declined)


def _near(me: int, now: datetime, lately: datetime) -> QuerySet[HandOver]:
    """Return the open offers that may be for somebody, directly, by a team or for who is away, and those they made;
    and what was lately declined to them, if nobody offered it again and it is still with who had it."""
    away = Absence.objects.filter(person=OuterRef("to_person"), cancelled_at=None, starts_at__lte=now, ends_at__gt=now)
    later = HandOver.objects.filter(subject=OuterRef("subject"), pk__gt=OuterRef("pk"))
    owed = Commitment.objects.filter(subject=OuterRef("subject"), owner=OuterRef("from_person"), closed_at=None)
    made = Q(from_person=me) | Q(offered_by=me)
    keys = HandOver.objects.values("pk")
    near = keys.filter(made | Q(to_person=me) | Q(team__isnull=False) | Exists(away), answered_at=None)
    no = keys.filter(made, ~Exists(later), Exists(owed), answer="declined", answered_at__gt=lately)
    return _told().filter(pk__in=near.union(no))[:FORMS]  # together, but each by its own index


NEAR = Rows(_near, ["me"], ["now", "lately"])


def choices(permission: str, *, but: Iterable[int | None] = (), now: datetime) -> Choices:
    """Return to whom something can be offered: members who may work on it, and teams, with who answers now."""
    people = identity.members_with(permission).exclude(pk__in=[key for key in but if key])
    return Choices(people=identity.with_stand_ins(people[:FORMS], now), teams=identity.with_duty(now)[:FORMS])


def hold_of(person_id: int) -> Hold | None:
    """Return what keeps somebody from leaving: offers that they did not answer, or that nobody answered them."""
    rows = list(open_offers().filter(Q(to_person=person_id, team=None) | Q(from_person=person_id))[:LIMIT])
    if not rows:
        return None
    words = say_n("%(n)s offer that waits for an answer", "%(n)s offers that wait for an answer", len(rows))
    return Hold(words, Waiting(rows[0], mine=False, back=False).url)


def _seen(rows: Iterable[HandOver], actor: Actor, now: datetime, owners: Iterable[int | None] = ()) -> list[Waiting]:
    found, me = list(rows), actor.person_id
    if not found or me is None:
        return [Waiting(row, mine=False, back=False) for row in found]
    others = any(row.from_person_id != me and (row.team_id or row.to_person_id != me) for row in found)
    persons, teams = identity.answers_for(me, now) if others else (frozenset([me]), frozenset())
    return [
        Waiting(
            row,
            mine=(row.team_id in teams if row.team_id else row.to_person_id in persons) and row.from_person_id != me,
            back=me in {row.offered_by_id, row.from_person_id, *owners},
        )
        for row in found
    ]
