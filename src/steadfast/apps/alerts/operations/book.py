"""The alerts that some notices are about, while they are read: each notice takes its turn, then all are written."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from steadfast.apps.alerts.models import Alert, AlertSource
from steadfast.apps.alerts.queries import finder, running, silencing
from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.queries.tickets import UNRESOLVED
from steadfast.domain.alerts.notice import Notice
from steadfast.domain.alerts.turn import Known, settled, turn

CHANGED = (
    "current", "name", "severity", "host", "told_client", "told_site", "summary", "link", "client", "site", "device",
    "fate", "trouble", "refusal", "firing", "first_at", "last_at", "recovered_at", "told", "returns", "order",
)  # fmt: skip


@dataclass(slots=True)
class Book:
    """`rows`: by fingerprint. `follows`: for an alert that begins anew, the ticket that is over."""

    source: AlertSource
    now: datetime
    rows: dict[str, Alert] = field(default_factory=dict)
    retired: list[Alert] = field(default_factory=list)
    touched: dict[str, Alert] = field(default_factory=dict)
    returned: dict[str, Alert] = field(default_factory=dict)
    follows: dict[str, int] = field(default_factory=dict)

    def open(self, fingerprints: Collection[str]) -> None:
        """Read the alerts of these fingerprints."""
        known = Alert.objects.filter(source=self.source, current=True).select_related("trouble__ticket__merged_into")
        wanted = sorted(set(fingerprints))
        for start in range(0, len(wanted), 500):
            self.rows |= {row.fingerprint: row for row in known.filter(fingerprint__in=wanted[start : start + 500])}

    def hear(self, notice: Notice, *, order: int, at: datetime) -> None:
        """Let one notice take its turn."""
        row = self.rows.get(notice.fingerprint)
        known = Known(row.fate, row.firing, row.order) if row else None
        found = turn(known, firing=notice.firing, order=order)
        if found.old:
            return
        if row is not None and found.returns and not self._goes_on(row):
            self._retire(row)
            row, found = None, turn(None, firing=True, order=order)
        if row is None:
            row = Alert(source=self.source, fingerprint=notice.fingerprint, told=0, first_at=at)
            self.rows[notice.fingerprint] = row
        elif notice.firing and not row.firing:
            row.returns += 1
        _tell(row, notice, at)
        row.fate, row.firing, row.order = found.fate, found.firing, order
        row.refusal = row.refusal if row.fate == "refused" else ""
        row.recovered_at = None if row.firing else row.recovered_at or at
        self.touched[notice.fingerprint] = row
        if found.returns:
            self.returned[notice.fingerprint] = row

    def pending(self) -> list[Alert]:
        """Return the alerts that need a place; those that recovered meanwhile have theirs."""
        for row in self.touched.values():
            row.fate = settled(row.fate, firing=row.firing)
        return [row for row in self.touched.values() if not row.fate]

    def write(self) -> None:
        """Write all that changed."""
        Alert.objects.bulk_update(self.retired, ["current"])
        rows = list(self.touched.values())
        Alert.objects.bulk_update([row for row in rows if row.pk], CHANGED, batch_size=200)
        Alert.objects.bulk_create([row for row in rows if not row.pk], batch_size=500)

    def _goes_on(self, row: Alert) -> bool:
        """Tell whether an alert that fires again stays on its ticket: it is open, or can be opened again now."""
        ticket = row.trouble.ticket  # type: ignore[union-attr]
        ticket = ticket.merged_into or ticket
        if ticket.state in UNRESOLVED:
            return True
        finder(self.source, [row]).find(row)
        return not silencing(row, running(self.now)) and not desk.refuses_reopening(ticket, self.now)

    def _retire(self, row: Alert) -> None:
        row.current = False
        self.retired.append(row)
        self.touched.pop(row.fingerprint, None)
        ticket = row.trouble.ticket  # type: ignore[union-attr]
        self.follows[row.fingerprint] = ticket.merged_into_id or ticket.pk


def _tell(row: Alert, notice: Notice, at: datetime) -> None:
    """Put down what a notice says; a recovery often says less, so that what was said of the trouble stays."""
    row.told += 1
    row.last_at = at
    if notice.firing or not row.name:
        row.name, row.severity, row.host = notice.name, notice.severity, notice.host
        row.told_client, row.told_site = notice.client, notice.site
        row.summary, row.link = notice.summary, notice.link


def notice_of(row: Alert) -> Notice:
    """Return what was last said of an alert."""
    return Notice(row.fingerprint, row.firing, row.name, row.severity, row.host, summary=row.summary, link=row.link)
