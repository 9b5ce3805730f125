"""I promise …: read back first, then written; to anybody, by every role, and by a contact for their own client."""

from datetime import timedelta

import pytest
from django.test import Client

from steadfast.apps.commitments.checks import drift
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.identity.models import Party, Person
from steadfast.foundation import clock
from tests import cast, factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def practice() -> None:
    factories.team()
    factories.agreement()
    factories.contact(cast.KESTREL)


def signed_in(who: cast.Member | cast.Client) -> Client:
    person = factories.contact(who) if isinstance(who, cast.Client) else factories.member(who)
    client = Client()
    client.force_login(person.user)  # type: ignore[arg-type]
    return client


def give(client: Client, line: str, **also: str) -> Commitment:
    """Read a line back, confirm it as the page offers it, and return what was written."""
    page = client.post("/promise/", {"line": line, **also})
    assert page.status_code == 200, page.content.decode()
    word = page.context["shown"].word
    person = f"{word.whom.person.name} ({word.whom.party.name})" if word.whom.person else word.whom.party.name
    hidden = {
        "line": line,
        "to": person,
        "side": "theirs" if word.theirs else "ours",
        "said_at": word.said_at.isoformat(),
    }
    if word.subject_id:
        hidden["on"] = str(word.subject_id)
    assert client.post("/promise/", hidden).status_code == 302
    row = Commitment.objects.latest("id")
    assert client.post("/promise/", hidden)["Location"] == f"/register/{row.pk}/"  # pressed twice
    assert Commitment.objects.latest("id") == row
    assert list(drift.check()) == []
    return row


def test_it_is_read_back_and_nothing_is_written_yet() -> None:
    page = signed_in(cast.INES).post("/promise/", {"line": "call Amara back by tomorrow noon"})
    text = page.content.decode()
    assert (page.status_code, Commitment.objects.count()) == (200, 0)
    assert "call Amara back" in text
    assert "12:00 (Europe/London), in" in text
    assert "of open hours on Office hours" in text


@pytest.mark.parametrize("who", cast.MEMBERS, ids=lambda who: who.role)
def test_every_role_promises(who: cast.Member) -> None:
    row = give(signed_in(who), "call Amara back by tomorrow noon")
    assert (row.creditor.name, row.creditor_person, row.owner, row.direction) == (
        "Kestrel Dental", factories.contact(), factories.member(who), "ours"
    )  # fmt: skip
    assert row.subject.kind == "conversation"
    assert row.subject.chain_id == factories.client().chain_id


def test_working_hours_are_a_target_on_the_calendar() -> None:
    row = give(signed_in(cast.INES), "send the quote to Kestrel Dental within 4 working hours")
    assert row.terms is not None
    assert row.terms.target_s == 4 * 3600


@pytest.mark.parametrize("kind", ["supplier", "partner", "prospect", "provider"])
def test_it_is_promised_to_any_party(kind: str) -> None:
    Party.objects.create(kind=kind, name=cast.PARTNER)
    row = give(signed_in(cast.MARA), "send the order by tomorrow 10:00", to=cast.PARTNER)
    assert (row.creditor.name, row.direction, row.client) == (cast.PARTNER, "ours", None)


def test_a_member_promises_another() -> None:
    factories.member(cast.KOFI)
    row = give(signed_in(cast.INES), "show Kofi the rack by tomorrow 10:00")
    assert (row.direction, row.creditor_person) == ("inside", factories.member(cast.KOFI))


def test_what_they_promise_is_theirs() -> None:
    row = give(signed_in(cast.INES), "send the list by tomorrow 10:00", to="Amara Ruiz", side="theirs")
    assert (row.direction, row.owner, row.creditor_person) == (
        "theirs",
        factories.contact(),
        factories.member(cast.INES),
    )


def test_a_contact_promises_for_their_own_client_alone() -> None:
    row = give(signed_in(cast.KESTREL), "send the list by tomorrow 10:00", to="Marlow Freight", side="ours")
    assert (row.debtor.name, row.owner, row.direction) == ("Kestrel Dental", factories.contact(), "theirs")
    assert "Marlow" not in signed_in(cast.KESTREL).get("/promise/").content.decode()


def test_a_new_promise_can_stand_on_the_subject_of_an_old_one() -> None:
    ticket = factories.ticket()
    late = Commitment.objects.get(subject_id=ticket.pk, kind="resolution")
    ines = signed_in(cast.INES)
    page = ines.get(f"/promise/?about={late.pk}").content.decode()
    assert f'name="on" value="{ticket.pk}"' in page
    row = give(ines, "have it done by tomorrow 10:00", to="Kestrel Dental", on=str(ticket.pk))
    assert row.subject_id == ticket.pk
    ticket.refresh_from_db()
    assert ticket.version > 1


def test_a_contact_cannot_promise_on_what_they_do_not_see() -> None:
    ticket = factories.ticket(of=cast.MARLOW)
    page = signed_in(cast.KESTREL).post("/promise/", {"line": "send it by tomorrow 10:00", "on": str(ticket.pk)})
    assert page.status_code == 422
    assert "not here any more" in page.content.decode()


@pytest.mark.parametrize(
    ("line", "to", "said"),
    [
        ("", "Kestrel Dental", "Say what is promised and by when."),
        ("call back", "Kestrel Dental", "Say by when"),
        ("call back by 2020-01-01 10:00", "Kestrel Dental", "has passed"),
        ("call back by tomorrow noon", "", "Say to whom"),
        ("call back by tomorrow noon", "Nobody Ltd", "Nobody here has the name"),
        ("x" * 1_000, "Kestrel Dental", "At most 300 characters"),
        ("x" * 5_000, "Kestrel Dental", "At most 300 characters"),
    ],
)
def test_what_is_unclear_is_named_and_the_text_kept(line: str, to: str, said: str) -> None:
    page = signed_in(cast.INES).post("/promise/", {"line": line, "to": to})
    assert (page.status_code, said in page.content.decode(), Commitment.objects.count()) == (422, True, 0)
    assert page.context["form"]["line"].value() == line


@pytest.mark.parametrize("query", ["on=99999999999999999999", "about=x", "about=9223372036854775808"])
def test_no_address_breaks_it(query: str) -> None:
    assert signed_in(cast.INES).get(f"/promise/?{query}").status_code in (200, 400, 422)


@pytest.mark.parametrize(
    "said_at", ["nonsense", "2020-01-01", "2020-01-01T10:00:00+00:00", "2999-01-01T10:00:00+00:00"]
)
def test_only_what_was_just_read_back_is_written(said_at: str) -> None:
    form = {"line": "call back by tomorrow noon", "to": "Kestrel Dental", "said_at": said_at}
    assert signed_in(cast.INES).post("/promise/", form).status_code == 422
    assert Commitment.objects.count() == 0


def test_a_conversation_leads_to_its_promise() -> None:
    ines = signed_in(cast.INES)
    row = give(ines, "call Amara back by tomorrow noon")
    assert ines.get(f"/conversations/{row.subject.number}/")["Location"] == f"/register/{row.pk}/"
    assert signed_in(cast.MARLOW).get(f"/conversations/{row.subject.number}/").status_code == 404
    assert signed_in(cast.KESTREL).get(f"/register/{row.pk}/").status_code == 200


def test_two_of_one_name_are_asked_about() -> None:
    client = factories.client(cast.KESTREL)
    Person.objects.create(party=client.party, name="Amara Ruiz")
    page = signed_in(cast.INES).post("/promise/", {"line": "call back by tomorrow noon", "to": "Amara Ruiz"})
    assert "Several have the name Amara Ruiz" in page.content.decode()


def test_what_has_passed_meanwhile_is_not_written() -> None:
    at = clock.now() - timedelta(minutes=30)
    form = {"line": "call back in 10 min", "to": "Kestrel Dental", "said_at": at.isoformat()}
    page = signed_in(cast.INES).post("/promise/", form)
    assert page.status_code == 422
    assert "has passed meanwhile" in page.content.decode()
