"""Whom the register can be filtered by: members, teams and parties by name, and the names of those chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Value, When

from steadfast.apps.commitments.queries.filters import BadFilter, Filters
from steadfast.apps.identity.models import Party, Person, RoleHeld, Team
from steadfast.apps.identity.models.party import KINDS, PRACTICE_ID
from steadfast.domain.language import say

MOST = 1_000  # of all together; clients are what is left out of them
LEADING = ("owner", "service manager")
Named = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """(id, name) by what they are; `parties` begin with the practice, `leaders` are members whom others answer to."""

    members: Named
    leaders: Named
    teams: Named
    parties: Named
    clients: Named


def choices(filters: Filters) -> Choices:
    """Return what to choose from, in one query; raise BadFilter where the address names nobody."""
    found: dict[str, Named] = {kind: [] for kind in ("team", "person", "leader", *KINDS)}
    for of, key, name in _rows():
        found[of].append((key, name))
    others = [row for kind in KINDS[2:] for row in found[kind]]
    parties = [*found["practice"], *others, *found["client"]]
    members = sorted(found["person"] + found["leader"], key=lambda row: row[1])
    chosen = Choices(members, found["leader"], found["team"], parties, found["client"])
    _check(filters, chosen)
    return chosen


def _rows() -> Iterable[tuple[str, int, str]]:
    teams = Team.objects.annotate(of=Value("team")).values_list("of", "pk", "name")
    leads = Exists(RoleHeld.objects.filter(person=OuterRef("pk"), role__in=LEADING))
    which = Case(When(leads, then=Value("leader")), default=Value("person"))
    members = Person.objects.filter(party_id=PRACTICE_ID, left_at=None).annotate(of=which)
    parties = Party.objects.annotate(of=F("kind")).values_list("of", "pk", "name")
    return teams.union(members.values_list("of", "pk", "name"), parties, all=True).order_by("-of", "name")[:MOST]


def _check(filters: Filters, choices: Choices) -> None:
    """Look up those whom the address names and the choices lack, and add them, so that the form says them."""
    for name in ("debtor", "creditor"):
        _add(name, getattr(filters, name), choices.parties, Party.objects.all())
    _add("client", filters.client, choices.clients, Party.objects.filter(kind="client"))
    _add("team", filters.team, choices.teams, Team.objects.all())
    if filters.owner.isdigit():
        _add("owner", int(filters.owner), choices.members, Person.objects.all())


def _add(name: str, key: int | None, known: Named, rows: QuerySet[Any]) -> None:
    if key is None or any(key == one for one, _ in known):
        return
    found = rows.filter(pk=key).values_list("pk", "name").first()
    if found is None:
        raise BadFilter(say("%(name)s %(key)s is the number of nobody here", name=name, key=key))
    known.append(found)
