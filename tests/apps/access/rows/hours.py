"""Addresses of the app hours, and what stands for the words in their braces."""

from datetime import date

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours.models.entry import TYPED
from steadfast.apps.hours.operations import Work, book
from tests import cast, factories
from tests.apps.access.row import BY_POST, LEADERS, MEMBERS, MEMBERS_422, Row

LEADERS_AND_KOFI = "200 200 404 404 200 403 403 in"  # of an entry of Kofi's
MEMBERS_302 = "302 302 302 302 302 403 403 in"
MEMBERS_404 = "404 404 404 404 404 403 403 in"
BILLERS = "200 200 403 403 200 403 403 in"
BILLERS_422 = "422 422 403 403 422 403 403 in"

ROWS: list[Row] = [
    Row("/hours/", get=MEMBERS),
    Row("/hours/new/", post=MEMBERS_422),
    Row("/hours/hand-in/", post=MEMBERS_404),
    Row("/hours/hand-in/", post=MEMBERS_302, data={"monday": "2026-03-02"}),
    Row("/hours/entries/{entry}/", get=LEADERS_AND_KOFI, post="422 422 404 404 403 403 403 in"),
    Row("/hours/entries/{entry}/away/", get=BY_POST, post="422 422 404 404 403 403 403 in"),
    Row("/hours/clock/start/", post=MEMBERS_302),
    Row("/hours/clock/stop/", post=MEMBERS_302),
    Row("/hours/clock/drop/", post=MEMBERS_302),
    Row("/hours/clock/forgotten/", get=MEMBERS_302, post=MEMBERS_302),
    Row("/hours/team/", get=LEADERS),
    Row("/hours/billable/", get=BILLERS, post=BILLERS_422),
    Row("/hours/billable/export.csv", get=BILLERS),
    Row("/hours/terms/", get=BILLERS),
    Row("/hours/terms/{own_agreement}/", get=BILLERS, post=BILLERS_422),
    Row("/tickets/{ticket}/time/", get=MEMBERS, post=MEMBERS_422),
    Row("/tickets/{ticket}/time/start/", post=MEMBERS_302),
]


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    kofi = factories.actor(factories.member(cast.KOFI))
    ticket = Ticket.objects.select_related("client", "agreement_version").latest("pk")
    entry = book(Work(date(2026, 3, 2), 15, ticket), how=TYPED, actor=kofi, now=factories.NOW)
    return {"entry": entry.pk, "own_agreement": Agreement.objects.get(name="Kestrel Dental").subject.number}
