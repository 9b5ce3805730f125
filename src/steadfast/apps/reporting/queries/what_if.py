"""What if every ticket had been promised under another agreement: streamed over the tickets, never stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import AgreementVersion
from steadfast.apps.commitments.queries import waits_by_subject
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity import queries as identity
from steadfast.apps.reporting.queries.figures import Row
from steadfast.apps.reporting.queries.grain import GROUPS, UnknownGroup
from steadfast.apps.reporting.queries.selection import NOBODY, Selection
from steadfast.domain.commitment import clauses as clauses_of
from steadfast.domain.commitment.clauses import Clauses
from steadfast.domain.commitment.judgement import History, judge
from steadfast.domain.commitment.numbers import Fact, FourNumbers, bucket
from steadfast.domain.commitment.stamp import Waiting
from steadfast.domain.working_time import Hours

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Judged:
    """One promise as an agreement would have judged it, with the ticket that it stands on."""

    ticket: Ticket
    kind: str
    fact: Fact


def clauses_and_hours(version: AgreementVersion) -> tuple[Clauses, Hours]:
    """Return an agreement version's promises and the hours of its calendar's newest version."""
    hours = agreements.hours_of(agreements.current_version(version.calendar))
    return clauses_of.read(version.body), hours


def tickets(seen: QuerySet[Ticket], chosen: Selection) -> QuerySet[Ticket]:
    """Return the tickets on which a selection's promises would stand; what-ifs are ours alone."""
    if chosen.direction not in ("", "ours"):
        return seen.none()
    wanted = {
        "priority": chosen.priority,
        "client_id": chosen.client,
        "team_id": chosen.team or None,
        "team__isnull": True if chosen.team == NOBODY else None,
    }
    return seen.filter(**{name: value for name, value in wanted.items() if value is not None})


def stream(tickets: QuerySet[Ticket], clauses: Clauses, hours: Hours, chosen: Selection) -> Iterator[Judged]:
    """Yield every promise of a selection that these clauses would have made on tickets, a chunk of tickets at a time.

    No query stays open between chunks, so a long reader never holds the database's log.
    """
    pausing = any(clause.pauses_on for clause in clauses.kinds.values())
    zone = ZoneInfo(identity.practice().zone)
    kinds = [kind for kind in clauses.kinds if chosen.kind in (None, kind)]
    last = 0
    while chunk := list(tickets.filter(pk__gt=last).select_related("client", "team").order_by("pk")[:CHUNK]):
        last = chunk[-1].pk
        waits = waits_by_subject(ticket.pk for ticket in chunk) if pausing else {}
        for ticket in chunk:
            history = _history(ticket, tuple(waits.get(ticket.pk, ())))
            for kind in kinds:
                fact = judge(history, clauses, kind, hours)
                if fact is not None and _month(fact, zone) in chosen.months:
                    yield Judged(ticket, kind, fact)


def rows(judged: Iterator[Judged], groups: Sequence[str], *, now: datetime) -> list[Row]:
    """Return the numbers of judged promises by groups."""
    zone = ZoneInfo(identity.practice().zone)
    tally: dict[tuple[str, ...], dict[str, int]] = {}
    for item in judged:
        counts = tally.setdefault(tuple(_value(group, item, zone) for group in groups), {})
        name = bucket(item.fact, now)
        counts[name] = counts.get(name, 0) + 1
        if name == "kept" and item.fact.is_felt_kept:
            counts["felt_kept"] = counts.get("felt_kept", 0) + 1
    return [Row(dict(zip(groups, key, strict=True)), FourNumbers(**counts)) for key, counts in sorted(tally.items())]


def _month(fact: Fact, zone: ZoneInfo) -> date:
    return fact.due_at.astimezone(zone).date().replace(day=1)


def _value(group: str, item: Judged, zone: ZoneInfo) -> str:
    match group:
        case "month":
            return f"{_month(item.fact, zone):%Y-%m}"
        case "priority":
            return item.ticket.priority
        case "client":
            return item.ticket.client.name
        case "client_id" | "team_id":
            return str(getattr(item.ticket, group) or "")
        case "team":
            return item.ticket.team.name if item.ticket.team else ""
        case "kind":
            return item.kind
        case "direction":
            return "ours"
    raise UnknownGroup(f"{group!r} is not a group; choose from {', '.join(GROUPS)}")


def _history(ticket: Ticket, waits: tuple[Waiting, ...]) -> History:
    return History(
        priority=ticket.priority,
        opened_at=ticket.opened_at,
        replied_at=ticket.first_response_at,
        resolved_at=ticket.resolved_at,
        closed_at=ticket.first_closed_at,
        waits=waits,
    )
