"""The facts of open tickets for the rules, a part at a time: seven queries however many tickets it holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, QuerySet

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments.models import Commitment, Reclassification
from steadfast.apps.commitments.queries.clocks import agreed_on, clock_of, waits_by_subject
from steadfast.apps.commitments.queries.settled import learn
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries import limbo
from steadfast.apps.desk.queries.answering import calendar_of
from steadfast.apps.desk.queries.tickets import UNRESOLVED
from steadfast.apps.desk.queries.untouched import untouched
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.imports import queries as imports
from steadfast.apps.imports import shadows
from steadfast.apps.watch.queries.past import Past
from steadfast.domain.commitment.stamp import Agreed, Waiting
from steadfast.domain.signs import Facts, Lowered, Owed
from steadfast.domain.working_time import Hours
from steadfast.foundation.models import Event

HANDED = ("hand_over.offered", "hand_over.accepted", "hand_over.declined", "ticket.taken")
PLACE = ("subject", "agreement_version__calendar", "agreement_version__agreement")


@dataclass(frozen=True, slots=True)
class Looked:
    """A ticket with its facts, and who can end its signs; None where nobody answers for it yet."""

    ticket: Ticket
    facts: Facts
    person: int | None


@dataclass(frozen=True, slots=True)
class PutOff:
    """The last change of priority that put a due time off after it was missed, and the last one before that."""

    dodged_at: datetime | None = None
    lowered: Lowered | None = None


def open_tickets() -> QuerySet[Ticket]:
    """Return the tickets that are looked at: unresolved, and led by us and not by a system that they come from."""
    rows = Ticket.objects.filter(imports.IsShown("batch"), closed_at=None, state__in=UNRESOLVED)
    return rows.exclude(batch__in=shadows.batches())


def of_tickets(keys: Sequence[int], past: Past, *, now: datetime) -> list[Looked]:
    """Return the facts of those of these tickets that are looked at."""
    wanted = open_tickets().filter(pk__in=keys).select_related(*PLACE).order_by("pk")
    tickets = list(wanted.annotate(is_untouched=untouched()))
    found = [ticket.pk for ticket in tickets]
    owed, waits = _owed(found), waits_by_subject(found) if found else {}
    learn(row.terms_id for rows in owed.values() for row in rows)
    agreed = agreed_on(row.pk for rows in owed.values() for row in rows if row.moves)
    here = [ticket for ticket in tickets if ticket.batch_id is None]
    hands = {each.ticket.pk: each.limbo for each in limbo.of_tickets(here, now=now)}
    handed, put_off = _handed(hands), _put_off(found)
    hours: dict[int, Hours] = {}
    looked = []
    for ticket in tickets:
        rows, moved = owed.get(ticket.pk, []), hands.get(ticket.pk)
        facts = Facts(
            priority=ticket.priority,
            waits=ticket.state == "waiting",
            opened_at=ticket.opened_at,
            hours=_hours(ticket, hours),
            owed=tuple(_promise(row, waits.get(ticket.pk, []), agreed.get(row.pk), past, now) for row in rows),
            answered=ticket.first_response_at is not None,
            said_at=ticket.last_said_at,
            said_by=ticket.last_said_by,
            bounces=moved.bounces if moved else 0,
            ping_pong=moved.ping_pong if moved else 0,
            between_teams=moved.between_teams if moved else 0,
            handed_at=handed.get(ticket.pk),
            dodged_at=put_off[ticket.pk].dodged_at,
            lowered=put_off[ticket.pk].lowered,
            untouched=ticket.is_untouched,
            known_hands=moved is not None,
        )
        looked.append(Looked(ticket, facts, ticket.owner_id or next((row.owner_id for row in rows), None)))
    return looked


def _owed(keys: Sequence[int]) -> Mapping[int, list[Commitment]]:
    found: dict[int, list[Commitment]] = defaultdict(list)
    rows = Commitment.objects.filter(subject_id__in=keys, debtor_id=PRACTICE_ID, closed_at=None)
    for row in rows.order_by("subject_id", "due_at", "id"):
        found[row.subject_id].append(row)
    return found


def _promise(row: Commitment, waits: list[Waiting], agreed: Agreed | None, past: Past, now: datetime) -> Owed:
    history = past.get((row.kind, row.priority))
    if history is None or row.due_at <= now or row.moves or row.terms_id is None:
        return Owed(row.kind, row.due_at)
    clock = clock_of(row, waits, agreed)
    return Owed(row.kind, row.due_at, history(clock.worked(now) / clock.target) if clock.target else None)


def _hours(ticket: Ticket, known: dict[int, Hours]) -> Hours:
    """Return the hours of a ticket's calendar; tickets share agreements, so each is asked for once a part."""
    key = ticket.agreement_version_id or 0
    if key not in known:
        known[key] = agreements.hours_of(calendar_of(ticket))
    return known[key]


def _handed(keys: Iterable[int]) -> dict[int, datetime]:
    rows = Event.objects.filter(subject_id__in=list(keys), kind__in=HANDED).order_by()
    return dict(rows.values_list("subject_id").annotate(last=Max("at")))


def _put_off(keys: Sequence[int]) -> Mapping[int, PutOff]:
    """Return what changes of priority did to due times of open promises, the last of each ticket."""
    rows = Reclassification.objects.filter(
        commitment__subject_id__in=keys, commitment__closed_at=None, to_due__gt=F("from_due")
    )
    found: dict[int, PutOff] = defaultdict(PutOff)
    told = rows.order_by("at", "id").values_list(
        "commitment__subject_id", "at", "commitment__promised_at", "from_due", "dodged"
    )
    for key, at, promised_at, from_due, dodged in told:
        before = found[key]
        lowered = before.lowered if dodged else Lowered(at, promised_at, from_due)
        found[key] = PutOff(at if dodged else before.dodged_at, lowered)
    return found
