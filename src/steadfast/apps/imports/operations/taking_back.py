"""Undo what a batch did to records: values go back where nobody changed them since, what it made retires.

Nothing is deleted: a retired row is found again by its key and comes back with the next import.
"""

from datetime import datetime

from django.db import transaction

from steadfast.apps.imports.models import Trace
from steadfast.apps.imports.records.noun import Noun, Values
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent


@transaction.atomic
def take_some_back(batch_id: int, noun: Noun, *, actor: Actor, now: datetime) -> bool:
    """Undo the latest traces of a batch, as many as a chunk has rows; tell whether there may be more."""
    traces = Trace.objects.select_for_update(of=("self",), no_key=True).select_related("record")
    some = list(traces.filter(batch_id=batch_id, undone_at=None).order_by("-pk")[: noun.chunk])
    rows = noun.rows({trace.record.row_id for trace in some}, lock=True)
    told: list[NewEvent] = []
    for trace in some:
        row = rows.get(trace.record.row_id)
        if row is not None:
            told += _take_back(trace, row, noun, actor=actor, now=now)
        _forget(trace, now)
    events.append_many(told, actor=actor, now=now)
    return bool(some)


def _take_back(trace: Trace, row: object, noun: Noun, *, actor: Actor, now: datetime) -> list[NewEvent]:
    present = noun.present(row)
    if trace.made:
        back: Values = {"active": False} if present["active"] else {}
    else:
        back = {name: trace.before[name] for name, put in trace.after.items() if present[name] == put}
    later = Trace.objects.filter(record=trace.record, undone_at=None, pk__gt=trace.pk).order_by("pk").first()
    if later is not None:  # a later import stands on this one: it shall go back to what was before both
        later.before |= {name: trace.before[name] for name in later.before if name in trace.before}
        later.made = later.made or trace.made
        later.save(update_fields=["before", "made"])
        back = {} if trace.made else {name: value for name, value in back.items() if name not in later.before}
    return noun.alter(row, back, actor=actor, now=now) if back else []


def _forget(trace: Trace, now: datetime) -> None:
    """Let the source be heard anew: what it said in this batch counts as never said."""
    trace.undone_at = now
    trace.save(update_fields=["undone_at"])
    latest = not Trace.objects.filter(record=trace.record, undone_at=None, pk__gt=trace.pk).exists()
    if latest:
        trace.record.said = {} if trace.made else trace.said_before
        trace.record.save(update_fields=["said"])
