"""The preview of an amendment: how many open commitments fall due earlier, as before and later, and whose yes it takes.

Counted on plain arrays; only the few rows that a page shows become objects.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from steadfast.apps.clients.models import Client
from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.commitments.queries import register
from steadfast.apps.commitments.queries.amending.planning import Plan
from steadfast.apps.commitments.queries.amending.reached import Reached
from steadfast.apps.identity.models import Party, Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.amended import NOTHING_PROMISED, Effect
from steadfast.domain.language import known, say
from steadfast.domain.working_time.instants import to_instant
from steadfast.foundation import subjects
from steadfast.foundation.actor import Actor

FIRST = 5  # rows of each group on the preview; the rest is a click away
TOLD: Mapping[Effect, tuple[str, str]] = {
    Effect.LATER: (known("Later"), known("only with the creditor’s yes; until then they keep their due time")),
    Effect.EARLIER: (known("Earlier"), known("at once")),
    Effect.UNCHANGED: (known("Unchanged"), known("due as before, from now on under the new terms")),
    Effect.FALLEN_DUE: (known("Fallen due before"), known("an edit mends no breach; they stay as they are")),
    Effect.MOVED: (known("Moved by agreement"), known("they keep the date that was agreed")),
    Effect.OVERDUE_BY_IT: (known("Would be overdue by it"), known("an edit makes no breach; they keep their due time")),
    Effect.NO_LONGER_PROMISED: (known("No target any more"), known("what was promised stays promised")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One commitment with both due times; `new` is None where nothing would be promised."""

    row: Commitment
    old: datetime
    new: datetime | None

    @property
    def url(self) -> str:
        return subjects.url_of(self.row.subject)


@dataclass(frozen=True, slots=True)
class Group:
    """The commitments of one effect: how many, of which clients, and the first of them."""

    key: str
    title: str
    hint: str
    count: int
    clients: Sequence[tuple[int, str, int]]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Yes:
    """A creditor whose promises grow longer: how many, until when a yes helps, and what they answered."""

    creditor: Party
    count: int
    until: datetime | None
    proposal: Proposal | None
    people: Sequence[Person]


def groups(plan: Plan, actor: Actor) -> list[Group]:
    """Return the groups that hold anything, each with its clients, the most first, and its first rows."""
    by_client = _by_client(plan)
    names = dict(
        Client.objects.filter(pk__in={c for found in by_client.values() for c, _ in found}).values_list("pk", "name")
    )
    first = {effect: plan.places(effect)[:FIRST] for effect in by_client}
    shown = rows(plan, [int(place) for places in first.values() for place in places], actor)
    return [
        Group(
            key=effect.name.lower(),
            title=say(TOLD[effect][0]),
            hint=say(TOLD[effect][1]),
            count=plan.count(effect),
            clients=[(key, names.get(key, "inside"), count) for key, count in by_client[effect]],
            rows=[shown[int(place)] for place in first[effect] if int(place) in shown],
        )
        for effect in TOLD
        if effect in by_client
    ]


def rows(plan: Plan, places: Sequence[int], actor: Actor) -> dict[int, Row]:
    """Return, by place, the rows that the actor may see."""
    keys = {plan.rows[place].id: place for place in places}
    found = register.told(register.visible_to(actor).filter(pk__in=keys))
    return {keys[row.pk]: Row(row, row.due_at, _instant(plan.new[keys[row.pk]])) for row in found}


def creditors(plan: Plan, amendment_id: int) -> list[Yes]:
    """Return whose yes it takes or took, those with the most promises first. We agree by making the edit."""
    counts, until = _later(plan)
    asked = Proposal.objects.filter(amendment=amendment_id).exclude(answer="taken back")
    proposals = {p.creditor_id: p for p in asked.select_related("answered_by", "recorded_by")}
    keys = counts.keys() | proposals.keys()
    people: dict[int, list[Person]] = {}
    for person in Person.objects.filter(party__in=keys, left_at=None).order_by("name"):
        people.setdefault(person.party_id, []).append(person)
    parties = Party.objects.in_bulk(keys)
    found = [
        Yes(parties[key], counts.get(key, 0), until.get(key), proposals.get(key), people.get(key, ())) for key in keys
    ]
    return sorted(found, key=lambda yes: (-yes.count, yes.creditor.name))


def _by_client(plan: Plan) -> dict[Effect, list[tuple[int, int]]]:
    """Return, by effect, (client, how many); what is owed to no client counts under 0."""
    clients = np.array([row.client_id or 0 for row in plan.rows], dtype=np.int64)
    found: dict[Effect, list[tuple[int, int]]] = {}
    for effect in np.unique(plan.effect):
        keys, counts = np.unique(clients[plan.effect == effect], return_counts=True)
        pairs = zip(keys.tolist(), counts.tolist(), strict=True)
        found[Effect(int(effect))] = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
    return found


def _later(plan: Plan) -> tuple[dict[int, int], dict[int, datetime]]:
    counts: dict[int, int] = {}
    until: dict[int, datetime] = {}
    for row in _rows_of(plan, Effect.LATER):
        if row.creditor_id != PRACTICE_ID:
            counts[row.creditor_id] = counts.get(row.creditor_id, 0) + 1
            until[row.creditor_id] = max(row.due_at, until.get(row.creditor_id, row.due_at))
    return counts, until


def _rows_of(plan: Plan, effect: Effect) -> Iterator[Reached]:
    return (plan.rows[int(place)] for place in np.flatnonzero(plan.effect == effect))


def _instant(seconds: int) -> datetime | None:
    return None if seconds == NOTHING_PROMISED else to_instant(int(seconds))
