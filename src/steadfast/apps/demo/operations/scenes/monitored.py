"""What monitoring tells: a full disk on a ticket, a storm that is one ticket, an alert that maintenance silences.

It posts as Alertmanager does, to a source of its own, and is read as any other. It happens once: what fires goes on.
"""

import json
from collections.abc import Sequence
from datetime import timedelta

from steadfast.apps.alerts import operations as alerts
from steadfast.apps.alerts.models import AlertSource, Trouble
from steadfast.apps.alerts.waking import MONITORING
from steadfast.apps.clients.models import Client
from steadfast.apps.demo.cast import cast
from steadfast.apps.demo.operations.day import HOUR, MINUTE, Day, member
from steadfast.apps.desk import operations as desk
from steadfast.apps.identity.models import Team

SOURCE = "Prometheus"
Told = tuple[str, str, str, str]  # the name of an alert, its host, its severity, what it says
DISK: list[Told] = [("DiskAlmostFull", "recipes-1", "warning", "The disk of the recipe server is 91 % full.")]
BACKUP: list[Told] = [("BackupMissed", "practice-server", "warning", "Last night’s backup did not run.")]
SWITCH: list[Told] = [
    ("HostDown", "switch-depot", "critical", "The switch of the depot does not answer."),
    *[("HostDown", f"access-point-{no}", "warning", f"Access point {no} does not answer.") for no in range(1, 7)],
]
BEHIND_IT: list[Told] = [
    *[("HostDown", f"scanner-{no:02}", "warning", f"Scanner {no} is offline.") for no in range(1, 8)],
    ("HostDown", "label-printer", "warning", "The label printer is offline."),
]


def fires(day: Day) -> None:
    """Add the source; let one disk fill, one switch take fourteen devices with it, and one backup be missed."""
    if AlertSource.objects.exists():
        return
    theo, now = member("Theo"), day.now
    said = alerts.Said(name=SOURCE, team=Team.objects.get(name=cast().TEAM))
    source, _token = alerts.add_source("alertmanager", said, actor=theo, now=day.ago(100 * HOUR))
    _storm(day, source)
    _post(day, source, "Old Mill Bakery", "Bakery", DISK, 40 * MINUTE)
    alerts.plan_maintenance(
        "The practice server moves to its new rack", client=Client.objects.get(name="Kestrel Dental"),
        starts_at=day.ago(HOUR), ends_at=now + timedelta(hours=5), actor=theo, now=day.ago(26 * HOUR),
    )  # fmt: skip
    _post(day, source, "Kestrel Dental", "Harlow Street", BACKUP, 30 * MINUTE)


def _storm(day: Day, source: AlertSource) -> None:
    """A switch fails, and all behind it; most of it is back, and Ines looks after the rest."""
    where = ("Marlow Freight", "Harlow Street depot")
    _post(day, source, *where, SWITCH, 130 * MINUTE)
    _post(day, source, *where, BEHIND_IT, 128 * MINUTE)
    ticket = Trouble.objects.get(source=source).pk
    desk.take(ticket, actor=member("Ines"), now=day.ago(126 * MINUTE))
    desk.note(
        ticket, text="A fuse in the rack. The switch starts again.", actor=member("Ines"), now=day.ago(100 * MINUTE)
    )
    _post(day, source, *where, [*SWITCH, *BEHIND_IT[:-2]], 95 * MINUTE, firing=False)


def _post(
    day: Day, source: AlertSource, client: str, site: str, told: Sequence[Told], ago: int, *, firing: bool = True
) -> None:
    """Post alerts of a place, and have them read."""
    at = day.ago(ago)
    body = {
        "version": "4",
        "alerts": [
            {
                "status": "firing" if firing else "resolved",
                "labels": {"alertname": name, "instance": host, "severity": severity, "client": client, "site": site},
                "annotations": {"summary": summary},
                "startsAt": at.isoformat(),
            }
            for name, host, severity, summary in told
        ],
    }
    alerts.receive(source, json.dumps(body).encode(), now=at)
    alerts.read_some(actor=MONITORING, now=at)
