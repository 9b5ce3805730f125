"""“I promise …” in a ticket's composer: read from its words, shown back, confirmed; the text above is never lost."""

from datetime import timedelta

from django.test import Client

from steadfast.apps.commitments.models import Commitment
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.desk.desk import Desk


def at_desk(client: Client) -> tuple[Client, str]:
    ticket = factories.ticket(now=clock.now() - timedelta(hours=1))
    client.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    return client, f"/tickets/{ticket.subject.number}/promises/"


def promised() -> list[Commitment]:
    return list(Commitment.objects.filter(kind="promise"))


def test_words_without_a_date_are_read_back_with_the_text_above(desk: Desk, client: Client) -> None:
    ines, address = at_desk(client)
    page = ines.post(address, {"what": "call back by tomorrow noon", "text": "Half an answer"})
    text = page.content.decode()
    assert (page.status_code, promised()) == (422, [])
    for words in ("12:00 (Europe/London), in", "Press again to promise it", "Half an answer", 'value="call back"'):
        assert words in text, words
    assert "Somebody changed" not in text


def test_the_second_press_promises_it_and_keeps_the_text(desk: Desk, client: Client) -> None:
    ines, address = at_desk(client)
    form = ines.post(address, {"what": "call back by tomorrow noon", "text": "Half an answer"}).context["form"]
    page = ines.post(address, {**form.data.dict()})
    assert "Half an answer" in page.content.decode()
    (row,) = promised()
    assert (row.what, row.due_at) == ("call back", form.cleaned_data["due_at"])


def test_what_is_unclear_is_named_and_nothing_is_lost(desk: Desk, client: Client) -> None:
    ines, address = at_desk(client)
    page = ines.post(address, {"what": "call back by 5", "text": "Half an answer"})
    text = page.content.decode()
    assert (page.status_code, promised()) == (422, [])
    for words in ("5 in the morning or in the afternoon?", "Half an answer", 'value="call back by 5"'):
        assert words in text, words


def test_a_date_in_its_field_is_taken_at_once(desk: Desk, client: Client) -> None:
    ines, address = at_desk(client)
    due = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert ines.post(address, {"what": "call back", "due_at": due}).status_code == 302
    assert [row.what for row in promised()] == ["call back"]


def test_a_visit_is_a_promise_to_be_there(desk: Desk, client: Client) -> None:
    ines, address = at_desk(client)
    text = ines.post(address, {"what": "look at the scanner by tomorrow noon", "visit": "on"}).content.decode()
    assert 'name="visit" checked' in text
    due = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    page = ines.post(address, {"what": "look at the scanner", "due_at": due, "visit": "on"}, follow=True)
    row = Commitment.objects.get(kind="visit")
    assert (row.what, row.owner_id) == ("look at the scanner", factories.member(cast.INES).pk)
    text = page.content.decode()
    assert "promised a visit, “look at the scanner”, by" in text
    assert ines.post(address.replace("promises/", f"promises/{row.pk}/kept/")).status_code == 302
    row.refresh_from_db()
    assert row.verdict == "kept"
