"""Addresses of the app alerts, and what stands for the words in their braces."""

from datetime import timedelta

from steadfast.apps.alerts.operations import Said, add_source, plan_maintenance
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.apps.access.row import LEADERS, LEADERS_302, LEADERS_422, NOTHING, Row

WORKERS = "200 200 200 403 403 403 403 in"
NO_TOKEN = "401 401 401 401 401 401 401 401"

ROWS: list[Row] = [
    Row("/hooks/alerts/", post=NO_TOKEN),  # by programs, who are nobody to the house
    Row("/hooks/alerts/nonsense/", post=NOTHING),
    Row("/alerts/", get=WORKERS),
    Row("/alerts/maintenance/", get=WORKERS),
    Row("/alerts/maintenance/new/", get=WORKERS, post="422 422 422 403 403 403 403 in"),
    Row("/alerts/maintenance/{maintenance}/end/", post="302 302 302 403 403 403 403 in"),
    Row("/alerts/sources/", get=LEADERS),
    Row("/alerts/sources/new/", get=LEADERS, post=LEADERS),
    Row("/alerts/sources/new/?format=json", get=LEADERS, post=LEADERS_422),
    Row("/alerts/sources/{alert_source}/", get=LEADERS),
    Row("/alerts/sources/{alert_source}/edit/", get=LEADERS, post=LEADERS_422),
    Row("/alerts/sources/{alert_source}/address/", post=LEADERS),
    Row("/alerts/sources/{alert_source}/pause/", post=LEADERS_302),
    Row("/alerts/sources/{alert_source}/again/", post=LEADERS_302),
]


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    now = clock.now()
    source, _ = add_source("json", Said(name="Watchtower"), actor=SYSTEM, now=now)
    client = factories.client(cast.KESTREL)
    said = {"starts_at": now, "ends_at": now + timedelta(hours=2)}
    planned = plan_maintenance("New switch", client=client, **said, actor=SYSTEM, now=now)
    return {"alert_source": source.pk, "maintenance": planned.pk}
