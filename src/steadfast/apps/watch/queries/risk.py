"""Clients at risk, with the lines that say why, who owns the relationship, and what was promised about it: seven
queries however many clients there are, one more where an agreement ends soon."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries.numbers import buckets
from steadfast.apps.desk.queries import tickets
from steadfast.apps.watch.models import RiskAction
from steadfast.apps.watch.queries import renewals
from steadfast.domain import language
from steadfast.domain.language import count, known, say, say_n
from steadfast.domain.signs import risk
from steadfast.domain.signs.risk import Line, Past
from steadfast.foundation import moments
from steadfast.foundation.actor import Actor

DAYS, MOST, SIZE = 90, 100, 25
REASONS = {
    "broken": known("%(broken)s of %(fell_due)s promises of 90 days broken or late (%(low)s to %(high)s %%)"),
    "silent": known("no ticket for 60 days; %(before)s in the half year before"),
    "never spoke": known("nobody has spoken with them yet"),
}


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A client with the lines that speak, in words, and the open actions about it."""

    client: Client
    lines: Sequence[str]
    actions: Sequence[Commitment]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of them; `first` counts from 1. `previous` and `next` are the `after` of the pages beside it."""

    rows: Sequence[AtRisk]
    all: int
    first: int = 1
    previous: int | None = None
    next: int | None = None

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def begins(self) -> bool:
        return self.first == 1


def at_risk(actor: Actor, *, now: datetime) -> tuple[list[AtRisk], int]:
    """Return the clients at risk, at most MOST, and how many in all: first whose agreement ends, then by lines."""
    ordered, found = _ordered(actor, now)
    return _told(ordered[:MOST], found, now), len(ordered)


def page(actor: Actor, *, now: datetime, after: int | None = None, showing: int | None = None) -> Page:
    """Return SIZE of them in the same order: those after a client, or the page on which `showing` stands."""
    ordered, found = _ordered(actor, now)
    keys = [client.pk for client in ordered]
    begin = keys.index(after) + 1 if after in keys else 0
    if showing in keys:
        begin = keys.index(showing) // SIZE * SIZE
    end, before = begin + SIZE, begin - SIZE
    return Page(
        rows=_told(ordered[begin:end], found, now),
        all=len(keys),
        first=begin + 1,
        previous=keys[before - 1] if before > 0 else None,
        next=keys[end - 1] if end < len(keys) else None,
    )


def _ordered(actor: Actor, now: datetime) -> tuple[list[Client], Mapping[int, Sequence[Line]]]:
    """Return all clients at risk, worst first, and the lines of each."""
    if not actor.may("risk.view"):
        return [], {}
    past = _with_ends(_past(actor, now), actor, now)
    found = {key: said for key, one in past.items() if (said := risk.lines(one))}
    rows = clients.visible_to(actor).filter(pk__in=found, retired_at=None).select_related("relationship_owner")
    return sorted(rows, key=lambda client: _rank(client, found[client.pk], past[client.pk])), found


def _told(shown: Sequence[Client], found: Mapping[int, Sequence[Line]], now: datetime) -> list[AtRisk]:
    actions = _actions([client.pk for client in shown])
    return [AtRisk(one, [_words(line, now) for line in found[one.pk]], actions.get(one.pk, [])) for one in shown]


def _rank(client: Client, said: Sequence[Line], past: Past) -> tuple[bool, int, int, str]:
    """Return its place: an end has a day that passes, and must not stand below a hundred that can wait."""
    return all(line.ending is None for line in said), -len(said), -past.broken, client.name


def _past(actor: Actor, now: datetime) -> Mapping[int, Past]:
    conditions = buckets(now)
    broken = conditions["kept_late"] | conditions["withdrawn"] | conditions["open_late"]
    fell = commitments.visible_to(actor).filter(
        direction="ours", client__isnull=False, due_at__gte=now - timedelta(days=DAYS), due_at__lt=now
    )
    counted = fell.order_by().values_list("client_id").annotate(
        fell_due=Count("id", filter=conditions["kept"] | broken), broken=Count("id", filter=broken)
    )  # fmt: skip
    late = commitments.visible_to(actor).filter(direction="ours", client__isnull=False, closed_at=None, due_at__lt=now)
    quiet, before = now - timedelta(days=risk.QUIET_DAYS), timedelta(days=risk.BEFORE_DAYS)
    opened = tickets.visible_to(actor).filter(opened_at__gte=quiet - before, opened_at__lte=now).order_by()
    called = opened.values_list("client_id").annotate(
        lately=Count("pk", filter=Q(opened_at__gte=quiet)), before=Count("pk", filter=Q(opened_at__lt=quiet))
    )
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for key, fell_due, n in counted:
        found[key or 0] |= {"fell_due": fell_due, "broken": n}
    for key, n in late.order_by().values_list("client_id").annotate(n=Count("id")):
        found[key or 0] |= {"open_late": n}
    for key, lately, n in called:
        found[key] |= {"lately": lately, "before": n}
    return {key: Past(**figures) for key, figures in found.items()}


def _with_ends(past: Mapping[int, Past], actor: Actor, now: datetime) -> Mapping[int, Past]:
    """Return the same with the agreements that end soon, and how long nobody spoke with who has one."""
    ends = renewals.near(actor, now.astimezone(moments.zone_of(actor.zone)).date())
    quiet = renewals.quiet_days(ends, actor, now) if ends else {}
    told = {
        key: replace(past.get(key, Past()), endings=tuple(endings), quiet_days=quiet.get(key))
        for key, endings in ends.items()
    }
    return {**past, **told}


def _actions(keys: Sequence[int]) -> Mapping[int, list[Commitment]]:
    rows = RiskAction.objects.filter(client__in=keys, commitment__closed_at=None)
    found: dict[int, list[Commitment]] = defaultdict(list)
    for row in rows.select_related("commitment__owner").order_by("commitment__due_at", "id"):
        found[row.client_id].append(row.commitment)
    return found


def _words(line: Line, now: datetime) -> str:
    if line.ending is not None:
        return renewals.said(line.ending)
    if line.reason == "some broken":
        since = language.month_name(now - timedelta(days=DAYS))
        return say_n(
            "%(n)s promise broken or late since %(since)s", "%(n)s promises broken or late since %(since)s",
            line.figures["n"], since=since,
        )  # fmt: skip
    if line.reason == "unspoken":
        return say_n(
            "nobody spoke with them for %(n)s week", "nobody spoke with them for %(n)s weeks", line.figures["weeks"]
        )
    if line.reason == "open late":
        return say_n("%(n)s promise open and late", "%(n)s promises open and late", line.figures["n"])
    return say(REASONS[line.reason], **{name: count(number) for name, number in line.figures.items()})
