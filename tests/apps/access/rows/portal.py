"""Addresses of the app portal, and what stands for the words in their braces."""

from tests.apps.access.row import NOTHING, Row

CONTACTS = "403 403 403 403 403 200 200 in"
CONTACTS_302 = "403 403 403 403 403 302 302 in"
OWN_CLIENT = "403 403 403 403 403 200 404 in"
OWN_CLIENT_422 = "403 403 403 403 403 422 404 in"
CONTACTS_422 = "403 403 403 403 403 422 422 in"

ROWS: list[Row] = [
    Row("/portal/", get=CONTACTS),
    Row("/portal/tickets/", get=CONTACTS),
    Row("/portal/tickets/new/", get=CONTACTS, post=CONTACTS_422),
    Row("/portal/tickets/{ticket}/", get=OWN_CLIENT),
    Row("/portal/tickets/9223372036854775808/", get=NOTHING, post=NOTHING),
    Row("/portal/tickets/{ticket}/answers/", post=OWN_CLIENT_422),
    Row("/portal/tickets/{ticket}/dates/", post=OWN_CLIENT_422),
    Row("/portal/tickets/{ticket}/confirmation/", post=OWN_CLIENT_422),
    Row("/portal/tickets/{ticket}/reopening/", post=OWN_CLIENT_422),
    Row("/portal/dates/{promise}/", post="403 403 403 403 403 302 404 in"),
    Row("/portal/agreements/", get=CONTACTS),
]


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    return {}
