"""Addresses of the app automation, and what stands for the words in their braces."""

from steadfast.apps.automation.models import CheckItem, Checklist
from steadfast.apps.automation.operations import checking, checklists
from steadfast.apps.automation.operations.checklists import Kept
from steadfast.apps.desk.models import Ticket
from steadfast.foundation.actor import SYSTEM
from tests import factories
from tests.apps.access.row import LEADERS, LEADERS_302, LEADERS_422, MEMBERS, WORKERS_302, WORKERS_422, Row

WORKERS = "200 200 200 403 403 403 403 in"

ROWS: list[Row] = [
    Row("/automation/", get=MEMBERS),
    Row("/automation/checklists/new/", get=LEADERS, post=LEADERS_422),
    Row("/automation/checklists/{checklist}/", get=LEADERS, post=LEADERS_422),
    Row("/automation/checklists/{checklist}/remove/", post=LEADERS_302),
    Row("/tickets/{ticket}/checklist/", get=WORKERS, post=WORKERS_422),
    Row("/tickets/{ticket}/checklist/{check}/", post=WORKERS_302),
    Row("/tickets/{ticket}/checklist/{check}/take-off/", post=WORKERS_302),
]


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    kept = Kept(name="New starter", lines="Make the account\nShow them the portal")
    row: Checklist = checklists.keep(None, kept, actor=SYSTEM, now=factories.NOW)
    ticket = Ticket.objects.earliest("subject")
    checking.add(ticket.pk, row.pk, actor=SYSTEM, now=factories.NOW)
    return {"checklist": row.pk, "check": CheckItem.objects.earliest("pk").pk}
