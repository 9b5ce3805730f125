"""Write a part of an amendment onto its commitments: one statement for the rows, one event for each, terms shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from steadfast.apps.commitments import models
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations.settle import settle
from steadfast.apps.commitments.queries.amending.planning import Plan, seconds, waits_at
from steadfast.apps.commitments.queries.amending.reached import Reached, by_terms, waits_on
from steadfast.apps.commitments.queries.amending.successor import Judged, Successor
from steadfast.apps.identity import queries as identity
from steadfast.domain.commitment import amended, instants
from steadfast.domain.commitment.months import month_of
from steadfast.domain.commitment.stamp import Stamp, pausing
from steadfast.domain.working_time.instants import to_instant
from steadfast.domain.working_time.zones import Seconds
from steadfast.foundation import bulk
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import Subject

COLUMNS = ("id", "terms_id", "due_at", "warn_at", "felt_due_at", "due_month", "waiting_since", "version")


@dataclass(frozen=True, slots=True)
class Part:
    """Locked commitments that take new terms now."""

    amendment_id: int
    rows: Sequence[Reached]
    successor: Successor

    @classmethod
    def of(cls, plan: Plan, places: Seconds, successor: Successor) -> "Part":
        return cls(successor.amendment.pk, [plan.rows[place] for place in places], successor)


def write(part: Part, *, now: datetime) -> list[NewEvent]:
    """Write the rows and return their events, which the caller appends last."""
    waits = waits_on([row.subject_id for row in part.rows], part.successor.reasons)
    chains = dict(Subject.objects.filter(pk__in={row.subject_id for row in part.rows}).values_list("pk", "chain_id"))
    zone = identity.practice().zone
    values: list[tuple[Any, ...]] = []
    told: list[NewEvent] = []
    for (terms_id, priority), places in by_terms(part.rows).items():
        judged = part.successor.of(terms_id, priority)
        if judged is None:
            continue
        terms = _settled(judged)
        rows = [part.rows[place] for place in places]
        waited = waits_at(part.rows, places, waits)
        found = amended.stamps(judged.terms, judged.hours, seconds(row.promised_at for row in rows), waited)
        for order, row in enumerate(rows):
            one = Stamp(*(to_instant(int(times[order])) for times in (found.due, found.warn, found.felt)))
            resting = pausing(judged.terms, waited.get(order, ()))
            month = month_of(one.due_at, zone)
            values.append((row.id, terms.pk, one.due_at, one.warn_at, one.felt_due_at, month, resting, row.version + 1))
            told.append(_event(part.amendment_id, row, one, terms, chains[row.subject_id], now))
    bulk.update(Commitment, COLUMNS, values)
    return told


def _settled(judged: Judged) -> models.Terms:
    if judged.calendar_version is None:
        raise ValueError("an amendment is carried out once its version is made")
    return settle(judged.terms, judged.calendar_version, judged.agreement_version)


def _event(amendment_id: int, row: Reached, new: Stamp, terms: models.Terms, chain_id: int, now: datetime) -> NewEvent:
    body = {
        "due_at": instants.text(new.due_at),
        "warn_at": instants.text(new.warn_at),
        "felt_due_at": instants.text(new.felt_due_at),
        "terms": terms.digest,
        "reason": "amendment",
        "amendment": amendment_id,
    }
    return NewEvent(chain_id, "commitment.restamped", now, row.subject_id, body, row.id)
