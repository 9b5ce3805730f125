"""Which events wake rules, and what a rule sees of a ticket: as it stood at the event, told by its events up to it.

A live run and a dry run read the same, so that they say the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Max, QuerySet

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import AgreementVersion
from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.checks import telling
from steadfast.apps.desk.checks.facts import Fact
from steadfast.apps.desk.models import Message, Ticket
from steadfast.domain.automation.rules import Facts
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.models import Event

WAKES: Mapping[str, str] = {
    "ticket.opened": "opened",
    "ticket.heard": "heard",
    "ticket.reprioritized": "reprioritized",
    "ticket.taken": "taken",
    "hand_over.accepted": "taken",
    "ticket.resolved": "resolved",
    "ticket.reopened": "reopened",
}
TELLING = tuple({*telling.TELLERS, *WAKES})


def when_of(event: Event) -> str:
    """Return what an event is to a rule, "" where it is nothing: an offer of one promise takes no ticket."""
    if event.kind == "hand_over.accepted" and event.data.get("commitment") is not None:
        return ""
    return WAKES.get(event.kind, "")


def tickets(rows: QuerySet[Ticket], keys: Iterable[int]) -> dict[int, Ticket]:
    """Return tickets among `rows` by key, with all that facts need of them."""
    with_them = ("subject", "client", "contact", "agreement_version__calendar")
    return {ticket.pk: ticket for ticket in rows.filter(pk__in=list(keys)).select_related(*with_them)}


def told_until(last: Mapping[int, int], kinds: Sequence[str] = TELLING) -> dict[int, list[Event]]:
    """Return by ticket the events that tell of it, up to the latest one that is asked for."""
    if not last:
        return {}
    rows: QuerySet[Event] = Event.objects.filter(subject_id__in=list(last), kind__in=kinds, pk__lte=max(last.values()))
    found: dict[int, list[Event]] = {key: [] for key in last}
    for event in rows.select_related("text").order_by("id"):
        if event.subject_id is not None and event.pk <= last[event.subject_id]:
            found[event.subject_id].append(event)
    return found


def written(events: Iterable[int]) -> dict[int, Message]:
    """Return what was written with events, by event, with its author."""
    rows = Message.objects.filter(event_id__in=list(events)).exclude(kind="inside").select_related("author")
    return {row.event_id: row for row in rows}


def agreements_of(versions: Iterable[int | None]) -> dict[int, int]:
    """Return the agreements of versions, by version."""
    keys = {key for key in versions if key is not None}
    return dict(AgreementVersion.objects.filter(pk__in=keys).values_list("pk", "agreement_id")) if keys else {}


def now_of(ticket: Ticket, event: Event) -> Facts:
    """Return what a rule sees of one ticket at one event."""
    told = told_until({ticket.pk: event.pk})[ticket.pk]
    facts, version = then(ticket, event.at, told, written([event.pk]).get(event.pk))
    return _under(facts, version)


def at(ticket: Ticket, now: datetime) -> Facts:
    """Return what a rule sees of one ticket whose time came: all that happened on it until now."""
    newest = Event.objects.filter(subject_id=ticket.pk).aggregate(newest=Max("pk"))["newest"] or 0
    return _under(*then(ticket, now, told_until({ticket.pk: newest})[ticket.pk], None))


def then(ticket: Ticket, at: datetime, told: Iterable[Event], said: Message | None) -> tuple[Facts, int | None]:
    """Return what a rule sees of a ticket by what was told of it; and the version of agreement that it fell under."""
    facts = [Fact(one.kind, one.at, one.actor_id, one.data) for one in told]
    columns = telling.columns(facts)
    author = said.author if said is not None and said.author is not None else ticket.contact
    found = Facts(
        client=ticket.client_id,
        team=columns.get("team_id", ticket.team_id),
        channel=columns.get("channel", ticket.channel) or "",
        priority=columns.get("priority", ticket.priority) or "",
        impact=columns.get("impact", ticket.impact),
        urgency=columns.get("urgency", ticket.urgency),
        kind=columns.get("kind", ticket.kind) or "",
        category=columns.get("category", ticket.category) or "",
        title=ticket.subject.title,
        text=said.text if said is not None else "",
        sender=author.email if author is not None else "",
        taken=columns.get("taken_at") is not None,
        is_open=_is_open(ticket, at),
    )
    return found, columns.get("agreement_version_id", ticket.agreement_version_id)


def state(told: Iterable[Event]) -> str:
    """Return in which state a ticket was by what was told of it."""
    facts = [Fact(one.kind, one.at, one.actor_id, one.data) for one in told]
    return str(telling.columns(facts).get("state", ""))


def _under(facts: Facts, version: int | None) -> Facts:
    return replace(facts, agreement=agreements_of([version]).get(version or 0))


def _is_open(ticket: Ticket, at: datetime) -> bool | None:
    try:
        return agreements.hours_of(desk.calendar_of(ticket)).open_at(at)
    except Refused:
        return None
