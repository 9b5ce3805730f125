"""After the window to reopen a new ticket follows the old one, and each says so."""

from datetime import timedelta
from unittest import mock

import pytest

from steadfast.apps.desk import operations
from steadfast.apps.desk.checks import tickets
from steadfast.apps.desk.models import Ticket
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from tests import cast
from tests.apps.desk.desk import Desk, at, fresh
from tests.apps.desk.pages import browser, page, read

LATER = at(16, "10:00")


def ended(desk: Desk) -> Ticket:
    ticket = desk.open()
    operations.resolve(ticket.pk, actor=desk.ines, now=at(2, "12:00"))
    operations.close(ticket.pk, actor=desk.ines, now=at(2, "13:00"))
    return fresh(ticket)


def test_the_page_of_the_old_ticket_leads_to_a_form_that_knows_it(desk: Desk) -> None:
    old = ended(desk)
    assert f"Open a new ticket that follows {old.subject.label}" in page(cast.INES, old, LATER)
    address = f"/tickets/new/?client={old.client_id}&follows={old.subject.number}"
    text = read(cast.INES, address, LATER)
    assert f"New ticket, follows {old.subject.label}" in text
    assert "Phones drop the line" in browser(cast.INES).get(address).content.decode()


def test_both_threads_name_the_other_ticket(desk: Desk) -> None:
    old = ended(desk)
    sent = {
        "client": str(old.client_id), "follows": str(old.subject.number), "title": "Phones drop the line again",
        "kind": "incident", "impact": "2", "urgency": "2", "channel": "phone", "team": str(old.team_id),
    }  # fmt: skip
    with mock.patch.object(clock, "now", return_value=LATER):
        assert browser(cast.INES).post("/tickets/new/", sent).status_code == 302
    new = Ticket.objects.select_related("subject").get(follows=old)
    assert f"opened it, to take up {old.subject.label} again" in page(cast.INES, new, LATER + timedelta(hours=1))
    before = page(cast.KESTREL, old, LATER + timedelta(hours=1))
    assert f"opened {new.subject.label}, which takes it up again" in before
    assert f"Followed by {new.subject.label}" in before
    assert list(tickets.check()) == []


def test_what_is_open_is_followed_by_nothing(desk: Desk) -> None:
    with pytest.raises(Refused, match="resolved or closed"):
        desk.open(follows_id=desk.open().pk)


def test_a_ticket_of_another_client_is_followed_by_nothing(desk: Desk) -> None:
    with pytest.raises(Refused, match="same client"):
        desk.open(follows_id=ended(desk).pk, of=cast.MARLOW)
