"""A request form opens a ticket that says all that was asked, with its checklist and the question to who approves."""

from datetime import timedelta
from uuid import uuid4

import pytest

from steadfast.apps.automation.models import CheckItem, ServiceForm
from steadfast.apps.automation.operations import asking, checklists
from steadfast.apps.automation.operations.checklists import Kept
from steadfast.apps.automation.queries import forms
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments.models import Wait
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.operations import Seen
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.apps.access.rows.automation import form
from tests.apps.desk.desk import Desk
from tests.apps.desk.pages import browser, words

LENA = {"q1": "Lena", "q2": "2026-04-01", "q3": "Bakery"}


def ask(desk: Desk, row: ServiceForm, answers: dict[str, str] = LENA, **said: object) -> Ticket:
    by = {"client": factories.client(cast.KESTREL), "seen": Seen(), "actor": desk.ines, "now": factories.NOW}
    return asking.ask(row.pk, answers, **{**by, **said})  # type: ignore[arg-type]


def test_the_ticket_says_what_was_answered_and_gets_what_the_form_says(desk: Desk) -> None:
    kept = checklists.keep(None, Kept(name="New starter", lines="! Account"), actor=SYSTEM, now=factories.NOW)
    ticket = ask(desk, form(checklist_id=kept.pk), contact_id=factories.contact().pk)
    assert (ticket.subject.title, ticket.kind, ticket.category) == ("New starter: Lena", "request", "accounts")
    said = Message.objects.get()
    assert (said.kind, said.text) == ("heard", "Who starts: Lena\nFirst day: 2026-04-01\nWhere: Bakery")
    assert CheckItem.objects.get(ticket=ticket).must
    assert not Wait.objects.exists()


def test_who_must_approve_is_asked_and_the_ticket_waits(desk: Desk) -> None:
    row, amara = form(needs_approval=True), factories.contact()
    with pytest.raises(Refused, match="Say who approves it"):
        ask(desk, row)
    with pytest.raises(Refused, match="Say who approves it"):
        ask(desk, row, approver_id=factories.contact(cast.OLD_MILL).pk)
    ticket = ask(desk, row, approver_id=amara.pk)
    wait = Wait.objects.get(subject_id=ticket.pk)
    assert (wait.reason, wait.words, wait.on_person_id) == ("client", "Approve New starter: Lena", amara.pk)
    assert wait.expires_at > factories.NOW + timedelta(days=6)
    assert Ticket.objects.get().state == "waiting"


def test_what_is_missing_is_named_and_nothing_is_opened(desk: Desk) -> None:
    with pytest.raises(Refused, match="Answer this first: First day, Where"):
        ask(desk, form(), {"q1": "Lena", "q3": "Roof"})
    assert not Ticket.objects.exists()


def test_a_form_sent_twice_opens_one_ticket(desk: Desk) -> None:
    row, seen = form(needs_approval=True), Seen(key=uuid4())
    first, second = (ask(desk, row, seen=seen, approver_id=factories.contact().pk) for _ in range(2))
    assert first.pk == second.pk
    assert Wait.objects.count() == 1


def test_a_client_sees_the_forms_that_are_for_them(desk: Desk) -> None:
    row = form()
    kestrel, mill = factories.client(cast.KESTREL), factories.client(cast.OLD_MILL)
    assert list(forms.forms_for(kestrel)) == [row]
    row.clients.add(mill)
    assert list(forms.forms_for(kestrel)) == []
    assert list(forms.forms_for(mill)) == [row]
    with pytest.raises(Refused, match="not offered"):
        ask(desk, row)
    ServiceForm.objects.update(retired_at=factories.NOW)
    assert list(forms.forms_for(mill)) == []


def test_a_lead_writes_a_form_and_a_member_fills_it_in(desk: Desk) -> None:
    theo, kestrel = browser(cast.THEO), factories.client(cast.KESTREL)
    said = {
        "name": "New starter",
        "kind": "request",
        "impact": 3,
        "urgency": 3,
        "team": factories.team().pk,
        "offered": "on",
        "lines": 3,
        "l0-label": "Who starts",
        "l0-type": "text",
        "l0-required": "on",
        "l1-label": "Where",
        "l1-type": "choice",
        "l1-choices": "Shop",
        "l2-type": "text",
    }
    wrong = theo.post("/automation/forms/new/", said)
    assert "“Where”: a choice needs two answers to choose from." in words(wrong.content.decode())
    assert theo.post("/automation/forms/new/", {**said, "l1-choices": "Shop, Bakery"}).status_code == 302
    row = ServiceForm.objects.get()
    assert [one["key"] for one in row.fields] == ["q1", "q2"]
    assert "Who starts" in theo.get(f"/automation/forms/{row.pk}/").content.decode()

    ines, address = browser(cast.INES), f"/automation/forms/{row.pk}/ask/"
    assert f"{address}?client={kestrel.pk}" in ines.get(f"/tickets/new/?client={kestrel.pk}").content.decode()
    assert "Kestrel Dental" in words(ines.get(address).content.decode())
    shown = ines.get(f"{address}?client={kestrel.pk}").content.decode()
    assert "Who starts" in shown
    empty = ines.post(address, {"client": kestrel.pk, "a_q2": "Roof"})
    assert empty.status_code == 422
    assert "Answer this first." in words(empty.content.decode())
    opened = ines.post(address, {"client": kestrel.pk, "a_q1": "Lena", "a_q2": "Shop", "key": uuid4()})
    assert opened.status_code == 302
    assert Ticket.objects.get().subject.title == "New starter: Lena"


def test_a_contact_fills_it_in_at_the_portal(desk: Desk) -> None:
    row, amara = form(needs_approval=True), browser(cast.KESTREL)
    address = f"/portal/tickets/forms/{row.pk}/"
    assert address in amara.get("/portal/tickets/new/").content.decode()
    assert "Tell us a week before." in words(amara.get(address).content.decode())
    approver = factories.contact().pk
    sent = amara.post(address, {"a_q1": "Lena", "a_q2": "2031-04-01", "a_q3": "Shop", "approver": approver})
    assert sent.status_code == 302
    ticket = Ticket.objects.get()
    assert (ticket.contact_id, ticket.channel, ticket.state) == (approver, "portal", "waiting")
    row.clients.add(Client.objects.exclude(pk=ticket.client_id).first() or factories.client(cast.OLD_MILL))
    assert amara.get(address).status_code == 404


def test_nobody_of_another_client_can_be_named(desk: Desk) -> None:
    row = form()
    row.fields = [{**row.fields[0], "type": "person"}]
    row.save()
    stranger = str(factories.contact(cast.OLD_MILL).pk)
    with pytest.raises(Refused, match="Answer this first: Who starts"):
        ask(desk, row, {"q1": stranger})
    assert ask(desk, row, {"q1": str(factories.contact().pk)}).subject.title == "New starter: Amara Ruiz"


def test_an_address_of_a_new_ticket_leads_to_the_form_that_it_names(desk: Desk) -> None:
    row, ines, kestrel = form(), browser(cast.INES), factories.client(cast.KESTREL)
    assert ines.get(f"/tickets/new/?form={row.pk}")["Location"] == f"/automation/forms/{row.pk}/ask/"
    by_name = ines.get(f"/tickets/new/?form={row.pk}&client=Kestrel Dental")
    assert by_name["Location"] == f"/automation/forms/{row.pk}/ask/?client={kestrel.pk}"
    for nonsense in ("99", "x", "-1", "9" * 30):
        assert ines.get(f"/tickets/new/?form={nonsense}").status_code == 200
