"""Saved views of a list as somebody sees them: their own, those of their teams, and those for everyone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from steadfast.apps.identity.models import FirstView, SavedView, TeamMember
from steadfast.foundation import lists
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows

MOST = 40  # views of a list on its page
COLUMNS = ("of", "pk", "name", "query", "is_first")
Row = tuple[str, int, str, str, bool]


@dataclass(frozen=True, slots=True)
class Shown:
    """A view on the page of its list."""

    pk: int
    name: str
    query: str
    is_first: bool
    is_current: bool

    @property
    def address(self) -> str:
        """The end of the address; a view without filters names none, and must not open the first view instead."""
        return f"?{self.query or 'view=all'}"


@dataclass(frozen=True, slots=True)
class Views:
    """The saved views of a list, and what the page shows now as it would be kept."""

    of_list: str
    query: str
    rows: list[Shown]

    @property
    def current(self) -> Shown | None:
        """The view that the page shows, if it is one."""
        return next((row for row in self.rows if row.is_current), None)


def visible_to(actor: Actor) -> QuerySet[SavedView]:
    """Return the views that a member may use; who keeps none sees none."""
    return _usable_by(actor.person_id or 0) if keeps(actor) else SavedView.objects.none()


def keeps(actor: Actor) -> bool:
    """Tell whether an actor uses saved views at all."""
    return actor.may("views.keep")


def _usable_by(person_id: int) -> QuerySet[SavedView]:
    teams = TeamMember.objects.filter(person_id=person_id).values("team_id")
    return SavedView.objects.filter(Q(person_id=person_id) | Q(shared="everyone") | Q(team_id__in=teams))


def changeable_by(actor: Actor) -> QuerySet[SavedView]:
    """Return one's own views and, for who may share, all that are shared."""
    own = Q(person_id=actor.person_id or 0)
    return visible_to(actor).filter(own | ~Q(shared="own") if actor.may("views.share") else own)


def rows_of(person_id: int, name: str) -> QuerySet[SavedView, Row]:
    """Return the views of a list that who `keeps` views may use, as COLUMNS, unordered; `of` says what they are."""
    first = FirstView.objects.filter(view=OuterRef("pk"), person_id=person_id)
    found = _usable_by(person_id).filter(list=name).annotate(of=Value("view"), is_first=Exists(first))
    return found.values_list(*COLUMNS)


def of(actor: Actor, name: str) -> list[Row]:
    """Return the views of a list in their order, one query; none for who keeps none."""
    return _in_order(name).rows(person=actor.person_id or 0) if keeps(actor) else []


@cache
def _in_order(name: str) -> Rows[Row]:
    return Rows(lambda person: rows_of(person, name).order_by("order", "name", "pk")[:MOST], ["person"])


def opens_with(found: Iterable[Row], name: str, given: Mapping[str, str]) -> str:
    """Return the address with which a list opens when none of its filters is asked for, or nothing."""
    known = lists.find(name)
    if given or known is None:
        return ""
    return next((known.address(query or "view=all") for *_, query, is_first in found if is_first), "")


def shown(found: Iterable[Row], name: str, given: Mapping[str, str]) -> Views:
    """Return the views for the page of a list."""
    known = lists.find(name)
    query = known.kept(given) if known else ""
    return Views(
        name, query, [Shown(key, words, kept, bool(first), kept == query) for _, key, words, kept, first in found]
    )


def of_page(actor: Actor, name: str, given: Mapping[str, str]) -> tuple[str, Views]:
    """Return, for the page of a list, where it opens instead (or nothing) and its views; one query."""
    found = of(actor, name)
    return opens_with(found, name, given), shown(found, name, given)


def with_first(actor: Actor) -> list[SavedView]:
    """Return all views that the actor may use, with `is_first`, for the page on which they are changed."""
    first = FirstView.objects.filter(view=OuterRef("pk"), person_id=actor.person_id or 0)
    found = visible_to(actor).annotate(is_first=Exists(first)).select_related("person", "team")
    return list(found.order_by("list", "order", "name", "pk")[:500])
