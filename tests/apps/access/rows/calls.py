"""Addresses of the app calls, and what stands for the words in their braces."""

from steadfast.apps.calls import operations
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from tests.apps.access.row import LEADERS, LEADERS_302, LEADERS_422, NOTHING, Row

WORKERS = "200 200 200 403 403 403 403 in"
WORKERS_302 = "302 302 302 403 403 403 403 in"

ROWS: list[Row] = [
    Row("/hooks/calls/", post="401 401 401 401 401 401 401 401"),  # by programs, who are nobody to the house
    Row("/hooks/calls/nonsense/", post=NOTHING),
    Row("/calls/", get=WORKERS),
    Row("/calls/new/", get=WORKERS, post=WORKERS),
    Row("/calls/new/?person={contact}", get=WORKERS, post="422 422 422 403 403 403 403 in"),
    Row("/calls/newcomer/", post="422 422 422 403 403 403 403 in"),
    Row("/calls/ringing/", get=WORKERS),
    Row("/calls/extension/", post=WORKERS_302),
    Row("/calls/{call}/seen-to/", post=WORKERS_302),
    Row("/calls/systems/", get=LEADERS, post=LEADERS_422),
    Row("/calls/systems/{phone_system}/address/", post=LEADERS),
    Row("/calls/systems/{phone_system}/pause/", post=LEADERS_302),
]


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    now = clock.now()
    system, _ = operations.add_system("Switchboard", actor=SYSTEM, now=now)
    posted = operations.keep(system, b'{"event": "missed", "call": "1", "from": "+44 1632 960999"}', now=now)
    call = operations.hear(posted.pk, now=now)
    return {"phone_system": system.pk, "call": call.pk if call else 0}
