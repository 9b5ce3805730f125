"""Pages of the desk as somebody reads them at an instant of the story."""

import html
import re
from datetime import datetime
from unittest import mock

from django.test import Client as Browser

from steadfast.apps.desk.models import Ticket
from steadfast.foundation import clock
from tests import cast, factories

TAGS = re.compile(r"<[^>]*>")


def browser(who: cast.Member | cast.Client) -> Browser:
    """Return the browser of a member, or of a client's first contact, who has signed in."""
    found = Browser()
    person = factories.contact(who) if isinstance(who, cast.Client) else factories.member(who)
    assert person.user is not None
    found.force_login(person.user)
    return found


def read(who: cast.Member | cast.Client, address: str, now: datetime) -> str:
    """Return the words of a page, in one line."""
    return words(source(who, address, now))


def source(who: cast.Member | cast.Client, address: str, now: datetime) -> str:
    """Return the markup of a page."""
    with mock.patch.object(clock, "now", return_value=now):
        answer = browser(who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def page(who: cast.Member | cast.Client, ticket: Ticket, now: datetime) -> str:
    """Return the words of a ticket's page; a client's contact reads it in the portal."""
    portal = "/portal" if isinstance(who, cast.Client) else ""
    return read(who, f"{portal}/tickets/{ticket.subject.number}/", now)


def words(markup: str) -> str:
    text = " ".join(html.unescape(TAGS.sub(" ", markup)).split())
    return re.sub(r" (?=[.,;])", "", text)
