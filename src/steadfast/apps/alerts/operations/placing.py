"""Place alerts that fire: into maintenance, on a ticket, or, with why, nowhere."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from steadfast.apps.alerts.models import Alert, AlertSource, Trouble
from steadfast.apps.alerts.operations import troubles
from steadfast.apps.alerts.queries import finder, running, silencing
from steadfast.domain.alerts.gathering import Fresh, Gathered, gather
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.actor import Actor

NOBODY = "nobody knows whose it is: name a client for it on the page of its source"
FORMER = "its client is served no longer"


def place(
    source: AlertSource, alerts: Sequence[Alert], *, follows: Mapping[str, int], actor: Actor, now: datetime
) -> None:
    """Give each of these alerts of one source its place; the rows are not written here."""
    if not alerts:
        return
    found, silence = finder(source, alerts), running(now)
    homeless: list[Alert] = []
    for row in alerts:
        found.find(row)
        if silencing(row, silence):
            row.fate = "maintenance"
        elif row.client is None or row.client.retired_at is not None:
            row.fate, row.refusal = "refused", FORMER if row.client else NOBODY
        else:
            homeless.append(row)
    _open(source, homeless, follows, actor, now)


def _open(
    source: AlertSource, alerts: Sequence[Alert], follows: Mapping[str, int], actor: Actor, now: datetime
) -> None:
    fresh = [Fresh(no, source.pk, row.client_id or 0, row.site_id, row.host) for no, row in enumerate(alerts)]
    opened = troubles.open_now({one.client for one in fresh}) if fresh else []
    for group in gather(fresh, opened, now=now, window=timedelta(seconds=source.window_s)):
        rows = [alerts[key] for key in group.keys]
        try:
            trouble = _home(source, group, rows, follows, actor, now)
        except Refused as refusal:
            for row in rows:
                row.fate, row.refusal = "refused", str(refusal)
        else:
            for row in rows:
                row.fate, row.refusal, row.trouble = "ticket", "", trouble


def _home(
    source: AlertSource,
    group: Gathered,
    rows: Sequence[Alert],
    follows: Mapping[str, int],
    actor: Actor,
    now: datetime,
) -> Trouble:
    if group.joins is not None:
        trouble = Trouble.objects.get(pk=group.joins)
        troubles.join(source, trouble, rows, actor=actor, now=now)
        return trouble
    before = {follows[row.fingerprint] for row in rows if row.fingerprint in follows}
    since = min(min(row.last_at for row in rows), now)
    one = before.pop() if len(before) == 1 else None
    return troubles.begin(source, rows, follows=one, since=since, actor=actor, now=now)
