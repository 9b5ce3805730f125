"""Addresses of the app hours, and what stands for the words in their braces."""

from datetime import date

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours.models import CalendarFeed, Wake
from steadfast.apps.hours.models.entry import TYPED
from steadfast.apps.hours.operations import Work, book, make_feed
from steadfast.apps.hours.operations.waking import token_of
from steadfast.apps.identity.queries.links import hashed
from tests import cast, factories
from tests.apps.access.row import (
    ALL,
    BY_GET,
    BY_POST,
    LEADERS,
    LEADERS_422,
    MEMBERS,
    MEMBERS_422,
    NOTHING,
    WORKERS_302,
    Row,
)  # fmt: skip

LEADERS_AND_KOFI = "200 200 404 404 200 403 403 in"  # of an entry of Kofi's
WORKERS = "200 200 200 403 403 403 403 in"
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
    Row("/board/", get=WORKERS),
    Row("/board/assign/", post="404 404 404 403 403 403 403 in"),
    Row("/board/assign/", post=WORKERS_302, data={"ticket": "{ticket}", "to": ""}),
    Row("/board/on-call/", get=WORKERS),
    Row("/me/calendar/", get=MEMBERS),
    Row("/me/calendar/new/", post=MEMBERS),
    Row("/me/calendar/{feed}/revoke/", post="404 404 404 302 404 403 403 in"),
    Row("/calendar/{feed_token}.ics", get=ALL),
    Row("/calendar/nobodys.ics", get=NOTHING, post=BY_GET),
    Row("/me/waking/", get=MEMBERS, post=MEMBERS_422),
    Row("/wakes/", get=MEMBERS),
    Row("/wakes/{wake}/awake/", post="302 302 404 404 404 403 403 in"),
    Row("/wakes/ways/", get=LEADERS, post=LEADERS_422),
    Row("/awake/{wake_token}/", get=ALL, post=ALL),
    Row("/tickets/{ticket}/time/", get=MEMBERS, post=MEMBERS_422),
    Row("/tickets/{ticket}/time/start/", post=MEMBERS_302),
]


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    kofi = factories.actor(factories.member(cast.KOFI))
    ticket = Ticket.objects.select_related("client", "agreement_version").latest("pk")
    entry = book(Work(date(2026, 3, 2), 15, ticket), how=TYPED, actor=kofi, now=factories.NOW)
    mara = factories.actor(factories.member(cast.MARA))
    token = make_feed(None, actor=mara, now=factories.NOW)
    said = {"ticket": ticket, "no": 1, "woken_at": factories.NOW, "next_at": factories.NOW}
    wake = Wake.objects.create(person=factories.member(cast.THEO), token_hash=hashed(token_of(ticket.pk, 1)), **said)
    return {
        "feed": CalendarFeed.objects.get().pk,
        "feed_token": token,
        "wake": wake.pk,
        "wake_token": token_of(ticket.pk, 1),
        "entry": entry.pk,
        "own_agreement": Agreement.objects.get(name="Kestrel Dental").subject.number,
    }
