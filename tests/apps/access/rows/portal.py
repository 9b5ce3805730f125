"""Addresses of the app portal, and what stands for the words in their braces."""

from steadfast.apps.portal.operations import invite
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from tests import factories
from tests.apps.access.row import ALL, LEADERS, LEADERS_302, LEADERS_422, NOTHING, OWNER, SIGNED_OUT, Row

CONTACTS = "403 403 403 403 403 200 200 in"
CONTACTS_302 = "403 403 403 403 403 302 302 in"
OWN_CLIENT = "403 403 403 403 403 200 404 in"
OWN_CLIENT_422 = "403 403 403 403 403 422 404 in"
CONTACTS_422 = "403 403 403 403 403 422 422 in"

ROWS: list[Row] = [
    Row("/portal/", get=CONTACTS),
    Row("/portal/tickets/", get=CONTACTS),
    Row("/portal/tickets/new/", get=CONTACTS, post=CONTACTS_422),
    Row("/portal/tickets/forms/{form}/", get=CONTACTS, post=CONTACTS_422),
    Row("/portal/tickets/{ticket}/", get=OWN_CLIENT),
    Row("/portal/tickets/9223372036854775808/", get=NOTHING, post=NOTHING),
    Row("/portal/tickets/{ticket}/answers/", post=OWN_CLIENT_422),
    Row("/portal/tickets/{ticket}/dates/", post=OWN_CLIENT_422),
    Row("/portal/tickets/{ticket}/confirmation/", post=OWN_CLIENT_422),
    Row("/portal/tickets/{ticket}/reopening/", post=OWN_CLIENT_422),
    Row("/portal/dates/{promise}/", post="403 403 403 403 403 302 404 in"),
    Row("/portal/agreements/", get=CONTACTS),
    Row("/numbers/", get="200 200 200 200 200 404 404 404"),  # off at first
    Row("/settings/numbers/", get=OWNER, post="422 403 403 403 403 403 403 in", data={"shown_to": "the moon"}),
    Row("/portal/sign-in/", get=SIGNED_OUT, post="302 302 302 302 302 302 302 422"),
    Row("/portal/enter/nonsense/", get=NOTHING, post=NOTHING),
    Row("/portal/enter/{way_in}/", get=ALL, post="302 302 302 302 302 302 302 302"),
    Row("/clients/{client}/contacts/{contact}/portal/", get=LEADERS, post=LEADERS_422),
    Row("/clients/{client}/contacts/{contact}/portal/close/", post=LEADERS_302),
]


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    client, person = factories.client(), factories.contact()
    token = invite(client, person, own_only=False, actor=SYSTEM, now=clock.now())
    return {"way_in": token}
