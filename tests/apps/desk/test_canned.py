"""Canned replies: variables are filled in before sending, an unknown one is never kept, an empty one never sent."""

from datetime import datetime

import pytest

from steadfast.apps.desk import operations
from steadfast.apps.desk.models import CannedReply, Message, Ticket
from steadfast.apps.desk.operations.canning import Canned, make_canned
from steadfast.apps.desk.queries import canned
from steadfast.apps.desk.queries.canned import Place
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.desk.desk import Desk, at
from tests.apps.desk.pages import browser, words

HELLO = "Good morning {{first name}}, {{ Ticket }} is due {{due}}. {{owner}}, {{practice}}"


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    return desk.open(now=clock.now())


def keep(desk: Desk, name: str, text: str = HELLO, **said: int) -> CannedReply:
    return make_canned(Canned(name=name, text=text, **said), actor=desk.theo, now=clock.now())  # type: ignore[arg-type]


def test_variables_are_filled_in_on_the_ticket(desk: Desk) -> None:
    ticket = desk.open()
    said = canned.filled(HELLO, Place(ticket, "Harbor IT", desk.ines, at(2, "10:30")))
    assert said == "Good morning Amara, T-1 is due Thu 10:00. Theo, Harbor IT"


@pytest.mark.parametrize("late", [at(2, "14:30"), at(6, "10:00")])
def test_a_due_time_that_passed_or_that_the_reply_keeps_is_never_filled_in(desk: Desk, late: datetime) -> None:
    ticket = desk.open()
    said = canned.filled("Fixed by {{due}}.", Place(ticket, "Harbor IT", desk.ines, late))
    assert said == ("Fixed by Thu 10:00." if late.day == 2 else "Fixed by {{due}}.")


def test_what_the_client_hears_of_it_next_is_no_date_of_the_reply_that_says_so(desk: Desk) -> None:
    ticket = desk.open()
    operations.reply(ticket.pk, text="Hello", next_update_at=at(2, "16:00"), actor=desk.ines, now=at(2, "11:00"))
    assert canned.filled("{{due}}", Place(ticket, "Harbor IT", desk.ines, at(2, "12:00"))) == "Thu 10:00"


def test_what_has_no_value_stays_and_is_not_sent(desk: Desk, ticket: Ticket) -> None:
    operations.reply(ticket.pk, text="Hello", actor=desk.ines, now=clock.now())
    sent = Message.objects.count()
    address = f"/tickets/{ticket.subject.number}"
    answer = browser(cast.INES).post(f"{address}/replies/", {"text": "It is due {{due}}."})
    assert answer.status_code == 422
    assert "{{due}} was not filled in." in words(answer.content.decode())
    assert Message.objects.count() == sent
    assert browser(cast.INES).post(f"{address}/replies/", {"text": "Write {{ item }} in it."}).status_code == 302


@pytest.mark.parametrize("text", ["Hi {{name}}", "Hi {{contact}", "Hi contact}}", "{{ __class__ }}", "{{}}"])
def test_what_is_no_variable_is_named_and_not_kept(desk: Desk, text: str) -> None:
    with pytest.raises(Refused, match="no such variable"):
        keep(desk, "Greeting", text)
    answer = browser(cast.INES).post("/canned/new/", {"name": "Greeting", "text": text})
    assert answer.status_code == 422
    assert "There is no such variable" in words(answer.content.decode())


def test_inserting_works_without_a_script_and_sends_nothing(desk: Desk, ticket: Ticket) -> None:
    row = keep(desk, "Greeting")
    reader, address = browser(cast.INES), f"/tickets/{ticket.subject.number}/canned/"
    choice = reader.post(address, {"text": "First."}).content.decode()
    assert f'<option value="{row.pk}">' in choice
    assert "First." in choice
    filled = reader.post(address, {"text": "First.", "canned": row.pk}).content.decode()
    assert "First.\n\nGood morning Amara, T-1 is due" in filled
    assert Message.objects.filter(kind="public").count() == 0


def test_the_slash_says_how_to_begin_where_there_is_none(desk: Desk, ticket: Ticket) -> None:
    menu = f"/tickets/{ticket.subject.number}/canned/?q="
    assert "Write the first one under" in words(browser(cast.INES).get(menu).content.decode())
    assert "No canned reply is called so." in words(browser(cast.INES).get(f"{menu}gree").content.decode())


def test_the_slash_finds_those_that_fit_by_name(desk: Desk, ticket: Ticket) -> None:
    for name in ("Closing words", "Greeting", "A greeting for calls"):
        keep(desk, name)
    keep(desk, "Greeting of Kofi", owner_id=desk.kofi.person_id)  # type: ignore[arg-type]
    keep(desk, "Greeting of another team", team_id=factories.team("Field").pk)
    found = words(browser(cast.INES).get(f"/tickets/{ticket.subject.number}/canned/?q=gree").content.decode())
    assert found.index("Greeting") < found.index("A greeting for calls")
    assert "Closing" not in found and "Kofi" not in found and "another team" not in found


def test_one_s_own_is_nobody_else_s_and_a_lead_keeps_what_is_everybody_s(desk: Desk) -> None:
    browser(cast.INES).post("/canned/new/", {"name": "Mine", "text": "Hello {{contact}}", "shared": "on"})
    mine = CannedReply.objects.get()
    assert mine.owner_id == desk.ines.person_id  # a technician shares nothing
    assert "Mine" not in words(browser(cast.KOFI).get("/canned/").content.decode())
    browser(cast.THEO).post("/canned/new/", {"name": "Ours", "text": "Hello {{contact}}", "shared": "on"})
    assert CannedReply.objects.get(name="Ours").owner_id is None
    assert "Ours" in words(browser(cast.KOFI).get("/canned/").content.decode())


def test_a_name_is_taken_once_and_an_edit_out_of_date_comes_back(desk: Desk) -> None:
    row = keep(desk, "Greeting")
    with pytest.raises(Refused, match="called"):
        keep(desk, "greeting")
    reader = browser(cast.THEO)
    seen = reader.get(f"/canned/{row.pk}/").context["form"]["seen"].value()
    CannedReply.objects.update(text="Another text")
    typed = {"name": "Greeting", "text": "Mine", "seen": seen, "shared": "on"}
    assert reader.post(f"/canned/{row.pk}/", typed).status_code == 409
    assert reader.post(f"/canned/{row.pk}/remove/").status_code == 302
    assert CannedReply.objects.count() == 0
