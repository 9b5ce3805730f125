"""A register of millions: the promises of `years` in bulk, without tickets and, but for one, without events.

For figures and lists of the register alone: `steadfast verify` would miss the events.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import batched
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments.models import Commitment, Move
from steadfast.apps.commitments.operations import settle
from steadfast.apps.identity import operations as identity
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.config.bench import years
from steadfast.config.bench.operations.people import ZONE, People
from steadfast.config.bench.operations.placed import instant
from steadfast.domain.commitment import clauses
from steadfast.foundation import bulk, events, subjects
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.identifiers import uuid7

CHUNK = 10_000  # subjects of one transaction
PARTIES = {"ours": (PRACTICE_ID, None), "theirs": (None, PRACTICE_ID), "inside": (PRACTICE_ID, PRACTICE_ID)}
COLUMNS = (
    "id", "uid", "kind", "what", "subject_id", "terms_id", "version", "debtor_id", "creditor_id", "creditor_person_id",
    "client_id", "owner_id", "team_id", "priority", "direction", "promised_at", "due_at", "warn_at", "first_due_at",
    "felt_due_at", "due_month", "moves", "slip_s", "done_at", "closed_at", "closed_as",
)  # fmt: skip
MOVE = (
    "commitment_id", "no", "from_due", "to_due", "from_month", "slip_s", "agreed_by_id", "agreed_at",
    "evidence_event_id", "reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """Keys of what all of them share: chains and parties of the clients, teams, terms by priority, one event."""

    people: People
    teams: list[int]
    terms: dict[str, int]
    evidence: int


def fill(commitments: int, people: People, *, now: datetime) -> None:
    """Write so many commitments, five to a subject, over the five years before `now`."""
    ground = _ground(people, now)
    told = years.work(commitments // len(years.KINDS), int(now.timestamp()))
    for chunk in batched(told, CHUNK):
        with transaction.atomic():
            _write(chunk, ground)


def _write(chunk: Sequence[years.Work], ground: Ground) -> None:
    chains = [client.chain_id for client in ground.people.clients]
    opened = subjects.open_many("ticket", [(f"Work on request {work.opened}", chains[work.client]) for work in chunk])
    ids = batched(bulk.reserve(Commitment, len(years.KINDS) * len(chunk)), len(years.KINDS))
    rows, moves = [], []
    for work, subject, keys in zip(chunk, opened, ids, strict=True):
        contact = ground.people.contacts[work.client][work.contact]
        for key, promise in zip(keys, work.promises, strict=True):
            rows.append(_row(key, subject.pk, work, promise, contact, ground))
            if promise.moved:
                moves.append(_move(key, promise, contact, ground.evidence))
    bulk.insert(Commitment, COLUMNS, rows)
    bulk.insert(Move, MOVE, moves)


def _row(
    key: int, subject: int, work: years.Work, promise: years.Promise, contact: Person, ground: Ground
) -> tuple[Any, ...]:
    debtor, creditor = (contact.party_id if party is None else party for party in PARTIES[promise.direction])
    return (
        key, uuid7(instant(promise.promised)), promise.kind, "What was promised", subject,
        ground.terms[promise.priority], 1, debtor, creditor, None if promise.direction == "theirs" else contact.pk,
        contact.party_id, ground.people.technicians[work.owner].person_id, ground.teams[work.team],
        promise.priority, promise.direction, instant(promise.promised), instant(promise.due),
        instant(promise.due - 3600), instant(promise.first_due), instant(promise.felt_due), _month(promise.due),
        int(promise.moved), promise.due - promise.first_due, _maybe(promise.done), _maybe(promise.closed),
        promise.closed_as,
    )  # fmt: skip


def _move(key: int, promise: years.Promise, contact: Person, evidence: int) -> tuple[Any, ...]:
    given_up, slip = instant(promise.first_due), promise.due - promise.first_due
    return (
        key, 1, given_up, instant(promise.due), _month(promise.first_due), slip, contact.pk,
        instant(promise.promised), evidence, "the part came later",
    )  # fmt: skip


def _maybe(seconds: int | None) -> datetime | None:
    return None if seconds is None else instant(seconds)


def _month(seconds: int) -> date:
    return _month_of_hour(seconds // 3600)


@lru_cache(maxsize=1000)
def _month_of_hour(hour: int) -> date:
    """Return the month of an hour: a zone changes nothing within one, and asking it is most of the work."""
    return instant(hour * 3600).astimezone(ZoneInfo(ZONE)).date().replace(day=1)


@transaction.atomic
def _ground(people: People, now: datetime) -> Ground:
    version = people.agreement.versions.select_related("calendar").latest("no")
    calendar, agreed = agreements.current_version(version.calendar), clauses.read(version.body)
    terms = {}
    for priority in ("", *years.PRIORITIES):
        clause = agreed.terms("resolution", priority) or agreed.terms("resolution", "P3")
        assert clause is not None
        terms[priority] = settle(clause, calendar, version).pk
    said = events.append(events.NewEvent(1, "bench.filled", now, None, {}), actor=SYSTEM, now=now)
    return Ground(people, [people.team.pk, *_teams(people, now)], terms, said.pk)


def _teams(people: People, now: datetime) -> Iterator[int]:
    duty = Person.objects.get(pk=people.duty.person_id or 0)
    for name in ("Field", "Projects"):
        yield identity.make_team(name=name, duty_owner=duty, members=[duty], actor=people.duty, now=now).pk
