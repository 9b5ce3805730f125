"""The line that the owner sees on Today while something is wrong with the backups: never silent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from steadfast.foundation.actor import Actor
from steadfast.foundation.care import plan, runs
from steadfast.foundation.models import THE_PLAN, BackupPlan

PATIENCE = timedelta(hours=26)  # a day, and time to make it and to try again
PERMISSION = "care.manage"


@dataclass(frozen=True)
class Warning:
    """`good_at`: the last good backup, None when there was none."""

    text: str
    good_at: datetime | None


def of(actor: Actor, *, now: datetime) -> Warning | None:
    """Return what to tell this actor, None for others and while all is well."""
    if not actor.may(PERMISSION):
        return None
    found = BackupPlan.objects.filter(pk=THE_PLAN).first()
    if found is None:
        return None
    restore = runs.restored()
    if restore and plan.is_asked_for(found, restore.started_at):
        good = runs.latest("backup", is_good=True)
        return Warning(
            _("This practice was restored, and makes no backup by itself until you say where they go."),
            good.started_at if good else None,
        )
    if plan.of(found).at is None:
        return None
    return _judged(max(found.since, restore.started_at) if restore else found.since, now=now)


def _judged(since: datetime, *, now: datetime) -> Warning | None:
    backup, test = Q(kind="backup"), Q(kind="restore test")
    last = (
        runs.here()
        .filter(done_at__isnull=False)
        .aggregate(
            good=Max("started_at", filter=backup & Q(is_good=True)),
            failed=Max("started_at", filter=backup & Q(is_good=False)),
            tested=Max("started_at", filter=test & Q(is_good=True)),
            test_failed=Max("started_at", filter=test & Q(is_good=False)),
        )
    )
    good = last["good"]
    if last["failed"] and (good is None or last["failed"] > good):
        return Warning(_("The last backup failed."), good)
    if now - max(good or since, since) > PATIENCE:
        return Warning(_("No backup was made when one was due."), good)
    if last["test_failed"] and (last["tested"] is None or last["test_failed"] > last["tested"]):
        return Warning(_("The last backup could not be restored in a test."), good)
    return None
