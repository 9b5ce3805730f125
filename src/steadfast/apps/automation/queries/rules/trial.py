"""A dry run: what a rule would have done within the last month, by what was recorded then. It writes nothing.

What a rule itself wrote wakes no rule when it is live, so that a dry run passes it over too.

Bounded: of new tickets it looks at the newest LOOKED, of other events at the newest LOOKED among the last SCANNED.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from django.db.models import F, Max, QuerySet

from steadfast.apps.automation.models import RuleRun
from steadfast.apps.automation.queries.rules import heard
from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.models import Ticket
from steadfast.domain.automation import rules
from steadfast.domain.automation.rules import Facts
from steadfast.domain.service_level.priority import priority
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event

BACK = timedelta(days=30)
LOOKED = 1_000
SCANNED = 100_000
CHUNK = 200
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Seen:
    """An event at which a rule was tried, and what the rule saw."""

    ticket: Ticket
    event: Event
    facts: Facts


@dataclass(slots=True)
class Trial:
    """`rows`: ticket, instant, and the actions that would have changed something, of the first SHOWN that matched."""

    since: datetime
    looked: int = 0
    matched: int = 0
    changed: int = 0
    imported: int = 0
    capped: bool = False
    rows: list[dict[str, Any]] = field(default_factory=list)


def trial(rule: rules.Rule, *, actor: Actor, now: datetime) -> Trial:
    """Try a rule on what happened within the last month to tickets that an actor sees, the newest first."""
    found, oldest = Trial(since=now - BACK), now
    for seen in looked_at(rule.when, actor=actor, now=now):
        if found.looked == LOOKED:
            found.capped, found.since = True, oldest
            break
        found.looked, oldest = found.looked + 1, seen.event.at
        found.imported += seen.ticket.batch_id is not None
        if rules.matches(rule, seen.facts):
            _count(found, rule, seen)
    return found


def _count(found: Trial, rule: rules.Rule, seen: Seen) -> None:
    changes = would(rule, seen.facts)
    found.matched += 1
    found.changed += bool(changes)
    if len(found.rows) < SHOWN:
        found.rows.append({"ticket": seen.ticket.pk, "at": seen.event.at.isoformat(), "changes": changes})


def would(rule: rules.Rule, facts: Facts) -> list[str]:
    """Return the actions that would have changed something of what was known then."""
    done, found = rule.done, []
    if done.impact and done.urgency and priority(done.impact, done.urgency) != facts.priority:
        found.append("impact")
    if done.team and done.team != facts.team:
        found.append("team")
    return found + [name for name in ("person", "checklist", "note") if getattr(done, name)]


def looked_at(when: str, *, actor: Actor, now: datetime) -> Iterator[Seen]:
    """Yield the events of the last month that wake a rule, newest first, one more than LOOKED at most."""
    rows = desk.visible_to(actor)
    found = _opened(rows, now) if when == "opened" else _others(when, now)
    for chunk in batched(found, CHUNK):
        yield from _seen(rows, chunk, when)


def _seen(rows: QuerySet[Ticket], events: Sequence[Event], when: str) -> list[Seen]:
    last: dict[int, int] = {}
    for event in events:
        last[event.subject_id or 0] = max(event.pk, last.get(event.subject_id or 0, 0))
    tickets, written = heard.tickets(rows, last), heard.written(event.pk for event in events)
    spans = _spans(last) if when != "opened" else {}  # no rule opens a ticket
    told = heard.told_until(last, ("ticket.opened",) if when == "opened" else heard.TELLING)
    seen, versions = [], []
    for event in events:
        ticket = tickets.get(event.subject_id or 0)
        if ticket is not None and heard.when_of(event) == when and not rules.own(event.pk, spans.get(ticket.pk, ())):
            facts, version = heard.then(ticket, event, told[ticket.pk], written.get(event.pk))
            seen.append(Seen(ticket, event, facts))
            versions.append(version)
    of = heard.agreements_of(versions)
    pairs = zip(seen, versions, strict=True)
    return [replace(one, facts=replace(one.facts, agreement=of.get(version or 0))) for one, version in pairs]


def _spans(tickets: Iterable[int]) -> dict[int, list[tuple[int, int]]]:
    """Return by ticket the spans of events that runs of rules wrote on it."""
    found: dict[int, list[tuple[int, int]]] = {}
    rows = RuleRun.objects.filter(ticket_id__in=list(tickets), until__gt=F("after"))
    for ticket, after, until in rows.values_list("ticket_id", "after", "until"):
        found.setdefault(ticket, []).append((after, until))
    return found


def _opened(rows: QuerySet[Ticket], now: datetime) -> list[Event]:
    """Return how the tickets of the last month were opened; what an import brought, when it was opened there."""
    lately = rows.filter(opened_at__gt=now - BACK, opened_at__lte=now).order_by("-opened_at", "-subject")
    keys = list(lately.values_list("pk", flat=True)[: LOOKED + 1])
    found: list[Event] = []
    for chunk in batched(keys, CHUNK):
        events = Event.objects.filter(subject_id__in=chunk, kind="ticket.opened").select_related("text")
        found += sorted(events, key=lambda event: (event.at, event.pk), reverse=True)
    return found


def _others(when: str, now: datetime) -> list[Event]:
    kinds = [kind for kind, name in heard.WAKES.items() if name == when]
    newest = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
    events = Event.objects.filter(pk__gt=newest - SCANNED, kind__in=kinds, at__gt=now - BACK, at__lte=now)
    return list(events.select_related("text").order_by("-pk")[: LOOKED + 1])
