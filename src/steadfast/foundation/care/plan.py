"""The plan of backups: one row that the page "Care" edits, under what the environment says."""

import secrets
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from typing import Any

from django.conf import settings
from django.db import transaction

from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.care import wall
from steadfast.foundation.care.retention import Keep
from steadfast.foundation.models import PRACTICE_CHAIN, THE_PLAN, BackupPlan, CareRun


@dataclass(frozen=True)
class Plan:
    """`at` is None while there are no backups by the clock. `fixed`: which parts the environment says."""

    mark: str
    at: time | None
    place: str
    keep: Keep
    since: datetime
    fixed: frozenset[str]

    def due(self, *, zone: tzinfo, now: datetime) -> datetime | None:
        """Return since when a backup is due, unless one was begun after that instant."""
        due = wall.last(self.at, zone, now) if self.at else None
        if due is None or due < self.since:
            return None
        begun = CareRun.objects.filter(kind="backup", origin="clock", started_at__gte=due).exists()
        return None if begun else due


def read(*, now: datetime) -> Plan:
    """Return the plan, made at the first reading."""
    return of(row(now=now))


def of(found: BackupPlan) -> Plan:
    """Return the plan of a row under what the environment says; a demo, which anybody may enter, has no clock."""
    said: dict[str, Any] = settings.BACKUP
    at = found.at if found.is_on and not settings.DEMO else None
    if said["at"]:
        at = None if said["at"] == "off" else said["at"]
    keep = Keep(*said["keep"]) if said["keep"] else Keep(found.daily, found.weekly, found.monthly)
    fixed = frozenset(name for name in said if said[name])
    return Plan(found.mark, at, said["to"] or found.place, keep, found.since, fixed)


def row(*, now: datetime) -> BackupPlan:
    """Return the row, made when there is none."""
    fresh = {"mark": secrets.token_hex(4), "since": now}
    found, _ = BackupPlan.objects.get_or_create(pk=THE_PLAN, defaults=fresh)
    return found


def switch_off(*, now: datetime) -> None:
    """Let a restored practice make no backups by the clock until somebody says where they go.

    The practice that it came from may still run: both have one mark, and would let each other's backups go.
    """
    BackupPlan.objects.update(is_on=False, since=now)


def is_asked_for(found: BackupPlan, restored_at: datetime) -> bool:
    """Tell whether nobody has said yet, since a restore, whether and where backups are made."""
    return of(found).at is None and not settings.DEMO and found.since <= restored_at


@transaction.atomic
def change(*, is_on: bool, at: time, place: str, keep: Keep, actor: Actor, now: datetime) -> Plan:
    """Change the plan, as an event of the practice."""
    found = BackupPlan.objects.select_for_update(no_key=True).get(pk=row(now=now).pk)
    found.is_on, found.at, found.place, found.since = is_on, at, place, now
    found.daily, found.weekly, found.monthly = keep.daily, keep.weekly, keep.monthly
    found.save()
    said = {"on": is_on, "at": f"{at:%H:%M}", "place": place, "keep": [keep.daily, keep.weekly, keep.monthly]}
    events.append(events.NewEvent(PRACTICE_CHAIN, "care.plan_changed", now, None, said), actor=actor, now=now)
    return of(found)
