"""No ordinary state of a ticket, and nothing that waits for an answer, makes a page ask more often than its budget."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from steadfast.apps.commitments.operations import To
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Team
from steadfast.apps.mail.models import Incoming, Raw, Sent
from steadfast.foundation import clock
from tests import cast
from tests.apps.desk.desk import Desk
from tests.apps.desk.pages import browser

HOUR = timedelta(hours=1)
TICKET, TODAY = 12, 8  # the session and the account among them
WHY = "I am at Marlow Freight all day"
State = Callable[[Desk, Ticket], None]


def statements(address: str, who: cast.Member | cast.Client = cast.KOFI) -> int:
    reader = browser(who)
    reader.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert reader.get(address).status_code == 200
    return len(seen)


def said(desk: Desk) -> Ticket:
    """A ticket that Ines took and on which Kofi and Theo wrote, so that names are asked for."""
    now = clock.now()
    ticket = desk.open(now=now - 5 * HOUR)
    operations.take(ticket.pk, actor=desk.ines, now=now - 4 * HOUR)
    operations.reply(ticket.pk, text="I look at it.", actor=desk.ines, now=now - 3 * HOUR)
    operations.note(ticket.pk, text="It is the old switch.", actor=desk.kofi, now=now - 3 * HOUR)
    return ticket


def waits(desk: Desk, ticket: Ticket, reason: str, **more: str) -> None:
    by = {"actor": desk.ines, "now": clock.now() - 2 * HOUR}
    operations.wait(ticket.pk, reason=reason, words="a list", expires_at=clock.now() + HOUR, **more, **by)  # type: ignore[arg-type]


def offered(desk: Desk, ticket: Ticket, to: To) -> None:
    operations.offer(ticket.pk, to, reason=WHY, actor=desk.ines, now=clock.now() - HOUR)


def offered_to_a_team(desk: Desk, ticket: Ticket) -> None:
    offered(desk, ticket, To(team_id=Team.objects.get().pk))


def declined(desk: Desk, ticket: Ticket) -> None:
    offered(desk, ticket, To(person_id=desk.kofi.person_id))
    offer = ticket.subject.hand_overs.get()
    operations.decline(ticket.pk, offer.pk, words="I know no phones", actor=desk.kofi, now=clock.now())


def followed(desk: Desk, ticket: Ticket) -> None:
    operations.resolve(ticket.pk, actor=desk.ines, now=clock.now() - 2 * HOUR)
    operations.close(ticket.pk, actor=desk.ines, now=clock.now() - HOUR)
    desk.open(follows_id=ticket.pk, now=clock.now())


def lowered(desk: Desk, ticket: Ticket) -> None:
    by = {"actor": desk.ines, "now": clock.now() - HOUR}
    operations.reprioritize(ticket.pk, impact=3, urgency=3, reason="One person, no hurry", **by)  # type: ignore[arg-type]


def merged(desk: Desk, ticket: Ticket) -> None:
    other = desk.open(now=clock.now() - 2 * HOUR, impact=1, urgency=1)
    operations.promise(ticket.pk, what="Call back", due_at=clock.now() + HOUR, actor=desk.ines, now=clock.now() - HOUR)
    operations.merge(other.pk, ticket.pk, actor=desk.ines, now=clock.now())


def linked(desk: Desk, ticket: Ticket) -> None:
    operations.link(ticket.pk, desk.open(now=clock.now()).pk, "relates to", actor=desk.ines, now=clock.now())


def mailed(desk: Desk, ticket: Ticket) -> None:
    """One message came by mail, one left as mail, and an offer waits."""
    heard, reply = ticket.messages.get(kind="heard"), ticket.messages.get(kind="public")
    raw = Raw.objects.create(came_by="file", key="1", digest="0" * 64, size=1, came_at=heard.at)
    Incoming.objects.create(
        raw=raw,
        outcome="opened",
        ticket=ticket,
        message=heard,
        came_at=heard.at,
        read_at=heard.at,
        sender="a@b.example",
    )
    whom = {"to": ["a@b.example"], "subject": "Phones", "name": "<1@h.example>"}
    Sent.objects.create(
        key="1", kind="reply", ticket=ticket, message=reply, state="sent", queued_at=reply.at, ended_at=reply.at, **whom
    )
    offered(desk, ticket, To(person_id=desk.kofi.person_id))


STATES: dict[str, State] = {
    "mailed": mailed,
    "said": lambda desk, ticket: None,
    "waits for the client": lambda desk, ticket: waits(desk, ticket, "client"),
    "waits for a supplier": lambda desk, ticket: waits(desk, ticket, "supplier", supplier="Bluefin Networks"),
    "offered to a person": lambda desk, ticket: offered(desk, ticket, To(person_id=desk.kofi.person_id)),
    "offered to a team": offered_to_a_team,
    "declined": declined,
    "resolved": lambda desk, ticket: operations.resolve(ticket.pk, actor=desk.ines, now=clock.now()),
    "followed": followed,
    "lowered": lowered,
    "merged": merged,
    "linked": linked,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", [cast.INES, cast.KOFI, cast.KESTREL], ids=["owner", "another", "contact"])
def test_a_ticket_keeps_its_budget_in_every_state(desk: Desk, state: str, who: cast.Member | cast.Client) -> None:
    ticket = said(desk)
    STATES[state](desk, ticket)
    portal = "/portal" if isinstance(who, cast.Client) else ""
    assert statements(f"{portal}/tickets/{ticket.subject.number}/", who) <= TICKET


@pytest.mark.parametrize("who", cast.MEMBERS[1:], ids=lambda member: member.name)  # the owner's tells of backups, too
def test_today_of_everybody_keeps_its_budget(desk: Desk, who: cast.Member) -> None:
    said(desk)
    assert statements("/", who) <= TODAY


@pytest.mark.parametrize("count", [3, 30])
def test_today_keeps_its_budget_with_offers_and_with_what_came_back(desk: Desk, count: int) -> None:
    for number in range(count):
        ticket = said(desk)
        if number % 2:
            waits(desk, ticket, "client")
        if number % 3:
            offered(desk, ticket, To(person_id=desk.kofi.person_id))
        else:
            declined(desk, ticket)
    assert statements("/", cast.INES) <= TODAY  # who offered them
    assert statements("/", cast.KOFI) <= TODAY  # who is asked
