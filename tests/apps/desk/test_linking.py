"""Tickets hang together: both sides show it, nobody sees a ticket out of sight by it, and no ticket is above itself."""

import pytest

from steadfast.apps.desk import operations, queries
from steadfast.apps.desk.models import Ticket, TicketLink
from steadfast.apps.desk.operations.linking import link, unlink
from steadfast.apps.desk.queries import links
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import verify
from steadfast.foundation.actor import Actor
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, fresh
from tests.apps.desk.pages import page


def shown(ticket: Ticket, actor: Actor) -> list[str]:
    found = queries.find(ticket.subject.number, actor)
    assert found is not None
    return [f"{one.words} {one.other.subject.label} {one.other.state}" for one in links.of(found, actor)]


def test_both_sides_show_it_with_the_state_of_the_other(desk: Desk) -> None:
    phones, switch = desk.open(), desk.open(title="The switch restarts")
    operations.take(switch.pk, actor=desk.ines, now=at(2, "10:10"))
    link(phones.pk, switch.pk, "caused by", actor=desk.ines, now=at(2, "10:20"))
    assert shown(phones, desk.kofi) == ["is caused by T-2 in progress"]
    assert shown(switch, desk.kofi) == ["causes T-1 new"]
    assert "linked it: it is caused by T-2" in page(cast.KOFI, phones, at(2, "10:30"))
    assert "linked it: it causes T-1" in page(cast.KOFI, switch, at(2, "10:30"))


def test_a_contact_sees_no_link_to_a_ticket_of_another_client(desk: Desk) -> None:
    ours, theirs, mine = desk.open(), desk.open(of=cast.OLD_MILL, title="Tills are slow"), desk.open()
    link(ours.pk, theirs.pk, "relates to", actor=desk.ines, now=at(2, "10:20"))
    link(ours.pk, mine.pk, "duplicates", actor=desk.ines, now=at(2, "10:21"))
    amara = factories.actor(factories.contact(cast.KESTREL))
    assert shown(ours, amara) == ["duplicates T-3 new"]
    assert sorted(shown(ours, desk.ines)) == ["duplicates T-3 new", "relates to T-2 new"]
    assert "T-2" not in page(cast.KESTREL, ours, at(2, "10:30"))


def test_no_ticket_stands_above_itself_and_each_has_one_parent(desk: Desk) -> None:
    one, two, three = desk.open(), desk.open(), desk.open()
    by = {"actor": desk.ines, "now": at(2, "10:20")}
    link(one.pk, two.pk, "child of", **by)  # type: ignore[arg-type]
    link(two.pk, three.pk, "child of", **by)  # type: ignore[arg-type]
    for ticket, parent, why in [(three, one, "below"), (two, one, "child of T-3 already"), (one, one, "itself")]:
        with pytest.raises(Refused, match=why):
            link(ticket.pk, parent.pk, "child of", **by)  # type: ignore[arg-type]
    assert TicketLink.objects.count() == 2


def test_a_link_is_made_once_and_taken_away_and_both_stay_told(desk: Desk) -> None:
    one, two = desk.open(), desk.open()
    for pair in ((one, two), (two, one)):
        link(pair[0].pk, pair[1].pk, "relates to", actor=desk.ines, now=at(2, "10:20"))
    row = TicketLink.objects.get()
    unlink(row.pk, actor=desk.kofi, now=at(2, "10:30"))
    unlink(row.pk, actor=desk.kofi, now=at(2, "10:31"))
    assert shown(one, desk.ines) == []
    link(one.pk, two.pk, "relates to", actor=desk.ines, now=at(2, "10:40"))
    assert shown(two, desk.ines) == ["relates to T-1 new"]
    assert [str(finding) for finding in verify.run()] == []


def test_linking_outdates_no_form(desk: Desk) -> None:
    one, two = desk.open(), desk.open()
    link(one.pk, two.pk, "relates to", actor=desk.ines, now=at(2, "10:20"))
    assert (fresh(one).version, fresh(two).version) == (one.version, two.version)


def test_a_link_altered_by_hand_is_found(desk: Desk) -> None:
    one, two = desk.open(), desk.open()
    link(one.pk, two.pk, "duplicates", actor=desk.ines, now=at(2, "10:20"))
    TicketLink.objects.update(kind="caused by")
    assert sorted(str(finding) for finding in verify.run(["links"])) == [
        "link “T-1 caused by T-2”: it stands, its events do not tell of it",
        "link “T-1 duplicates T-2”: its events tell of it, it does not stand",
    ]
