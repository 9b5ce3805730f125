"""Run a bulk change: a phase is begun once, and carried on row by row until none is ahead.

Trying does the very act and takes it back: so the preview says what applying would, with the checks of the operation.
A row's act and its mark are one transaction, so that a killed worker does nothing twice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.desk.models import BulkRow, BulkRun
from steadfast.apps.desk.operations.bulk.acts import ACTS, By
from steadfast.apps.desk.operations.bulk.snapshot import snapshot
from steadfast.apps.desk.operations.holding import UNSEEN, Changed, Seen
from steadfast.apps.desk.queries.tickets import visible_to
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN

AT_ONCE = 20  # so many tickets are done while the browser waits; more by a job
PART = 10
UNDO_WITHIN = timedelta(hours=24)
FROM = {"trying": ("choosing", "tried"), "applying": ("tried",), "undoing": ("applied",)}
THEN = {"trying": "tried", "applying": "applied", "undoing": "undone"}
AHEAD: dict[str, dict[str, str]] = {
    "trying": {"outcome": ""},
    "applying": {"outcome": "would"},
    "undoing": {"outcome": "done", "undoing": ""},
}


class NotNow(Exception):
    """The phase cannot be begun: it was begun before, or its time is over."""


class _TakenBack(Exception):
    """Ends the transaction of a trial."""


@transaction.atomic
def begin(run_id: int, phase: str, *, actor: Actor, now: datetime) -> BulkRun:
    """Begin a phase; where it is of many rows, its event lets a job carry it on (apps.desk.tasks)."""
    run = BulkRun.objects.select_for_update(no_key=True).get(pk=run_id)
    if run.phase not in FROM[phase] or run.act not in ACTS:
        raise NotNow(_("That was begun before."))
    if phase == "undoing" and (run.applied_at is None or now > run.applied_at + UNDO_WITHIN):
        raise NotNow(_("A bulk change can be undone for a day."))
    run.phase = phase
    if phase == "applying":
        run.applied_at = now
    if phase == "undoing":
        run.undone_at = now
    run.save(update_fields=["phase", "applied_at", "undone_at"])
    many = is_for_a_job(run)
    if many or phase != "trying":
        data = {"bulk": run.pk, "phase": phase, "act": run.act, "tickets": ahead(run), "by_job": many}
        events.append(events.NewEvent(PRACTICE_CHAIN, "bulk.begun", now, None, data), actor=actor, now=now)
    return run


def ahead(run: BulkRun) -> int:
    """Return how many rows of its phase are not done yet."""
    return BulkRow.objects.filter(run=run, **AHEAD[run.phase]).count() if run.phase in AHEAD else 0


def is_for_a_job(run: BulkRun) -> bool:
    """Tell whether a phase that was just begun is too long to wait for."""
    return ahead(run) > AT_ONCE


def carry_on(run_id: int, *, actor: Actor, now: datetime) -> bool:
    """Do a part of the phase that is under way; tell whether there is more."""
    run = BulkRun.objects.get(pk=run_id)
    if run.phase not in AHEAD:
        return False
    keys = list(
        BulkRow.objects.filter(run=run, **AHEAD[run.phase]).order_by("place").values_list("pk", flat=True)[:PART]
    )
    for key in keys:
        _one(run, key, actor, now)
    if not keys:
        BulkRun.objects.filter(pk=run_id, phase=run.phase).update(phase=THEN[run.phase])
    return bool(keys)


def _one(run: BulkRun, key: int, actor: Actor, now: datetime) -> None:
    """Do one row, and write down why where it cannot be done."""
    mark = "undoing" if run.phase == "undoing" else "outcome"
    try:
        if not actor.may(ACTS[run.act].permission):
            raise Refused(_("You may no longer do this."))
        {"trying": _try, "applying": _apply, "undoing": _undo}[run.phase](run, key, actor, now)
    except Changed:
        said = {"outcome": "changed", "why": _("Somebody changed it meanwhile.")}
        if run.phase == "undoing":
            said = {"undoing": "refused", "undoing_why": _("Something happened on it after.")}
    except Refused as refusal:
        said = {mark: "refused", "undoing_why" if mark == "undoing" else "why": str(refusal)[:300]}
    else:
        return
    BulkRow.objects.filter(pk=key, **AHEAD[run.phase]).update(**said)


def _try(run: BulkRun, key: int, actor: Actor, now: datetime) -> None:
    """Do it and take it back; a row says what would change, or is refused."""
    row, act = BulkRow.objects.get(pk=key), ACTS[run.act]
    if not visible_to(actor).filter(pk=row.ticket_id).exists():
        raise Refused(_("It is no longer in sight."))
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    try:
        with transaction.atomic():
            before = snapshot(row.ticket_id)
            act.does(row.ticket_id, run.settings, By(UNSEEN, actor, now))
            after = snapshot(row.ticket_id)
            raise _TakenBack
    except _TakenBack:
        pass
    if not act.speaks and _is_same(before, after):
        raise Refused(_("Nothing would change."))
    would = {"outcome": "would", "before": before, "after": after, "version": before["version"]}
    BulkRow.objects.filter(pk=key, outcome="").update(**would)


def _apply(run: BulkRun, key: int, actor: Actor, now: datetime) -> None:
    with _held(key, "applying") as row:
        if row is None:
            return
        row.before = snapshot(row.ticket_id)
        ACTS[run.act].does(row.ticket_id, run.settings, By(Seen(row.version), actor, now))
        row.after = snapshot(row.ticket_id)
        row.version, row.outcome = row.after["version"], "done"
        row.save(update_fields=["before", "after", "version", "outcome"])


def _undo(run: BulkRun, key: int, actor: Actor, now: datetime) -> None:
    with _held(key, "undoing") as row:
        if row is None:
            return
        ACTS[run.act].undoes(row.ticket_id, row.before, row.after, By(Seen(row.version), actor, now))
        row.undoing = "undone"
        row.save(update_fields=["undoing"])


@contextmanager
def _held(key: int, phase: str) -> Iterator[BulkRow | None]:
    """Lock a row that is still ahead, in the transaction of its act; None where somebody was faster."""
    with transaction.atomic():
        yield BulkRow.objects.select_for_update(no_key=True).filter(pk=key, **AHEAD[phase]).first()


def _is_same(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return {**before, "version": 0} == {**after, "version": 0}
