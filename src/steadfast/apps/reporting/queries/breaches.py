"""Breaches: how many of what fell due, how late, and why, over some months. Facts are counted, causes never guessed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries.settled import learn, settled
from steadfast.apps.reporting.queries import facts
from steadfast.apps.reporting.queries.selection import counted_as
from steadfast.domain.language import say
from steadfast.domain.measures.lateness import Lateness, lateness
from steadfast.foundation.epoch import Epoch

Late = dict[date, tuple[list[int], int]]


@dataclass(frozen=True, slots=True)
class Why:
    """How many breaches have a fact; `key` "none" counts those that have none of them."""

    key: str
    title: str
    count: int


def of(register: QuerySet[Commitment], *, now: datetime) -> QuerySet[Commitment]:
    """Return what fell due and was not kept."""
    return counted_as(register, "breaches", now=now)


def how_late(breached: QuerySet[Commitment], *, now: datetime) -> Mapping[date | None, Lateness]:
    """Return the lateness of each month, and under None of them all, from one statement."""
    by_month: Late = {}
    for month, seconds, growing in _seconds(breached, now):
        known, open_ones = by_month.get(month, ([], 0))
        by_month[month] = (known + seconds, open_ones + growing)
    found: dict[date | None, Lateness | None] = {month: lateness(*late) for month, late in by_month.items()}
    together = [value for seconds, _ in by_month.values() for value in seconds]
    found[None] = lateness(together, sum(growing for _, growing in by_month.values()))
    return {month: late for month, late in found.items() if late is not None}


def why(breached: QuerySet[Commitment], *, now: datetime) -> list[Why]:
    """Return how often each fact is true of breaches, the most frequent first, and of how many none is.

    The database counts each combination of facts, so that it looks for each fact of a row once.
    """
    names = [f"is_{key}" for key in facts.FACTS]
    found = list(flagged(breached, now=now).order_by().values_list(*names).annotate(n=Count("pk")))
    counts = {key: sum(row[-1] for row in found if row[place]) for place, key in enumerate(facts.FACTS)}
    named = [Why(key, say(fact.title), counts[key]) for key, fact in facts.FACTS.items() if counts[key]]
    named.sort(key=lambda item: -item.count)
    none = sum(row[-1] for row in found if not any(row[:-1]))
    return [*named, Why(facts.NONE, say("none of these"), none)]


def flagged(breached: QuerySet[Commitment], *, now: datetime) -> QuerySet[Commitment]:
    """Return breaches with a column for each fact."""
    flags = {f"is_{key}": _flag(fact.where(now)) for key, fact in facts.FACTS.items()}
    return facts.ended(breached, now=now).annotate(**flags)


def titles(rows: Iterable[Commitment], *, now: datetime) -> Mapping[int, list[str]]:
    """Return the facts of some breaches, in words, by number."""
    found = flagged(Commitment.objects.filter(pk__in=[row.pk for row in rows]), now=now).order_by()
    told = found.values_list("pk", *(f"is_{key}" for key in facts.FACTS))
    named = [fact.title for fact in facts.FACTS.values()]
    return {key: [title for title, is_so in zip(named, flags, strict=True) if is_so] for key, *flags in told}


def _flag(condition: facts.Condition) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _seconds(breached: QuerySet[Commitment], now: datetime) -> Iterable[tuple[date, list[int], int]]:
    """Yield (month, working seconds late, how many of them are open) for each month and terms."""
    rows = facts.ended(breached.exclude(closed_as="withdrawn").exclude(terms=None), now=now).order_by()
    groups: dict[tuple[date, int, bool], list[tuple[int, int]]] = {}
    columns = ("due_month", "terms_id", "verdict", Epoch("due_at"), Epoch("end"))
    for month, terms, verdict, due, end in rows.values_list(*columns):
        groups.setdefault((month, terms, verdict == "open"), []).append((due, end))
    learn({terms for _, terms, _ in groups})
    for (month, terms, is_open), spans in groups.items():
        late = _worked(terms, spans)
        yield month, late, len(late) if is_open else 0


def _worked(terms: int, spans: Sequence[tuple[int, int]]) -> list[int]:
    ends = np.array(spans, dtype=np.int64)
    worked: list[int] = settled(terms).hours.worked_many(ends[:, 0], ends[:, 1]).tolist()
    return worked
