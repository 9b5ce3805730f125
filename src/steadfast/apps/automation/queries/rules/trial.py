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
from steadfast.apps.automation.queries.rules import heard, lapsed
from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.models import Ticket
from steadfast.domain.automation import rules
from steadfast.domain.automation.rules import Facts
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event

BACK = timedelta(days=30)
LOOKED = 1_000
SCANNED = 100_000
CHUNK = 200
SHOWN = 100
MOST_EVENTS = 2**62  # all of them


@dataclass(frozen=True, slots=True)
class Seen:
    """When a rule was tried on a ticket, and what the rule saw."""

    ticket: Ticket
    at: datetime
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
    for seen in looked_at(rule, actor=actor, now=now):
        if found.looked == LOOKED:
            found.capped, found.since = True, oldest
            break
        found.looked, oldest = found.looked + 1, seen.at
        found.imported += seen.ticket.batch_id is not None
        if rules.matches(rule, seen.facts):
            _count(found, rule, seen)
    return found


def _count(found: Trial, rule: rules.Rule, seen: Seen) -> None:
    changes = rules.changing(rule.done, seen.facts)
    found.matched += 1
    found.changed += bool(changes)
    if len(found.rows) < SHOWN:
        found.rows.append({"ticket": seen.ticket.pk, "at": seen.at.isoformat(), "changes": changes})


def looked_at(rule: rules.Rule, *, actor: Actor, now: datetime) -> Iterator[Seen]:
    """Yield when a rule was woken within the last month, newest first, one more than LOOKED at most."""
    rows, when = desk.visible_to(actor), rule.when
    if when in rules.TIMED:
        for times in batched(lapsed.came(rule, now), CHUNK):
            yield from _came(rows, times, when)
        return
    found = _opened(rows, now) if when == "opened" else _others(when, now)
    for chunk in batched(found, CHUNK):
        yield from _seen(rows, chunk, when)


def _came(rows: QuerySet[Ticket], times: Sequence[lapsed.Came], when: str) -> list[Seen]:
    keys = {one.ticket_id for one in times}
    tickets = heard.tickets(rows, keys)
    told = heard.told_until(dict.fromkeys(keys, MOST_EVENTS))
    seen, versions = [], []
    for one in times:
        until = [event for event in told[one.ticket_id] if event.recorded_at <= one.at]
        if one.ticket_id in tickets and heard.state(until) in lapsed.STATES[when]:
            facts, version = heard.then(tickets[one.ticket_id], one.at, until, None)
            seen.append(Seen(tickets[one.ticket_id], one.at, facts))
            versions.append(version)
    return _under(seen, versions)


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
            until = [one for one in told[ticket.pk] if one.pk <= event.pk]
            facts, version = heard.then(ticket, event.at, until, written.get(event.pk))
            seen.append(Seen(ticket, event.at, facts))
            versions.append(version)
    return _under(seen, versions)


def _under(seen: Sequence[Seen], versions: Sequence[int | None]) -> list[Seen]:
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
