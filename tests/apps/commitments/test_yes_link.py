"""The signed link: read without signing in, answered once by a press, and of no use for anything else."""

from datetime import timedelta

import pytest
from django.test import Client

from steadfast.apps.commitments import links, operations
from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.desk.models import Ticket
from steadfast.foundation import clock
from tests import cast, factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def ask(of: cast.Client = cast.KESTREL, title: str = "Phones drop the line") -> Proposal:
    now = clock.now()
    ticket = factories.ticket(title, of=of, now=now)
    row = Commitment.objects.get(subject_id=ticket.pk, kind="resolution")
    return operations.propose(
        row.pk,
        to_due=now + 14 * DAY,
        reason="the part comes later",
        asked_id=factories.contact(of).pk,
        seen=None,
        actor=factories.actor(factories.member(cast.INES)),
        now=now,
    )


def due(proposal: Proposal) -> object:
    return Commitment.objects.values_list("due_at", flat=True).get(pk=proposal.commitment_id)


def test_it_says_what_was_promised_both_dates_who_asks_and_why(client: Client) -> None:
    answer = client.get(links.path_of(ask()))
    text = answer.content.decode()
    for words in (
        "Phones drop the line",
        "Harbor IT",
        "Ines",
        "the part comes later",
        "(Europe/London)",
        "Yes, that date",
    ):
        assert words in text, words
    assert (answer["X-Robots-Tag"], answer["Cache-Control"]) == ("noindex, nofollow", "private, no-store")


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_it_changes_nothing(client: Client, method: str) -> None:
    proposal = ask()
    before = due(proposal)
    assert getattr(client, method)(links.path_of(proposal) + "?answer=yes").status_code == 200
    proposal.refresh_from_db()
    assert (proposal.answer, due(proposal)) == ("", before)


def test_a_yes_moves_the_date_and_a_second_answer_says_what_was_answered(client: Client) -> None:
    proposal = ask()
    path = links.path_of(proposal)
    assert client.post(path, {"answer": "yes", "words": "fine"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.answer, proposal.answered_by, proposal.recorded_by) == ("yes", factories.contact(), None)
    assert due(proposal) == proposal.to_due
    again = client.post(path, {"answer": "no"})
    assert "You said yes" in again.content.decode()
    assert "You said yes" in client.get(path).content.decode()
    proposal.refresh_from_db()
    assert proposal.answer == "yes"


def test_the_ticket_knows_its_next_due_time(client: Client) -> None:
    proposal = ask()
    row = Commitment.objects.get(pk=proposal.commitment_id)
    Commitment.objects.filter(subject_id=row.subject_id).exclude(pk=row.pk).delete()
    client.post(links.path_of(proposal), {"answer": "yes"})
    assert Ticket.objects.get(pk=row.subject_id).next_due_at == proposal.to_due


def test_a_no_leaves_the_promise(client: Client) -> None:
    proposal = ask()
    before = due(proposal)
    client.post(links.path_of(proposal), {"answer": "no", "words": "we open on Friday"})
    proposal.refresh_from_db()
    assert (proposal.answer, proposal.words, due(proposal)) == ("no", "we open on Friday", before)


def test_a_no_stands_on_the_day_of_who_asked_until_they_ask_again(client: Client) -> None:
    proposal = ask()
    Commitment.objects.filter(pk=proposal.commitment_id).update(owner=factories.member(cast.INES))
    client.post(links.path_of(proposal), {"answer": "no", "words": "Not that late"})
    client.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    text = client.get("/").content.decode()
    for words in ("Amara Ruiz said no to", "Not that late", f"C-{proposal.commitment_id}"):
        assert words in text, words
    client.force_login(factories.member(cast.KOFI).user)  # type: ignore[arg-type]
    assert "said no to" not in client.get("/").content.decode()


def test_neither_key_nor_signature_can_be_made_up(client: Client) -> None:
    one, other = ask(), ask(cast.MARLOW, "Scanner at gate 4")
    signature = links.path_of(one).rstrip("/").rpartition(":")[2]
    forged = (
        f"/yes/{other.uid.hex}:{signature}/", f"/yes/{one.uid.hex}/", "/yes/nonsense/", f"/yes/{'a' * 5000}/",
        f"/yes/{one.pk}:{signature}/",
    )  # fmt: skip
    for path in forged:
        assert client.get(path).status_code == 404, path
        assert client.post(path, {"answer": "yes"}).status_code in (400, 404), path


def test_it_tells_nothing_of_anybody_else(client: Client) -> None:
    one, _ = ask(), ask(cast.MARLOW, "Scanner at gate 4")
    text = client.get(links.path_of(one)).content.decode()
    for words in ("Scanner", "Marlow", "/tickets/", "/clients/", "C-"):
        assert words not in text, words


def test_a_press_from_another_site_is_refused() -> None:
    proposal = ask()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(links.path_of(proposal), {"answer": "yes"}).status_code == 403
    proposal.refresh_from_db()
    assert proposal.answer == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Press Yes or No"),
        ({"answer": "maybe"}, "Select a valid choice"),
        ({"answer": "yes", "words": "x" * 100_000}, "At most 300 characters"),
    ],
)
def test_what_cannot_be_read_moves_nothing(client: Client, typed: dict[str, str], said: str) -> None:
    proposal = ask()
    answer = client.post(links.path_of(proposal), typed)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    proposal.refresh_from_db()
    assert proposal.answer == ""


def test_we_do_not_answer_our_own_question_by_the_link(client: Client) -> None:
    proposal = ask()
    client.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    answer = client.post(links.path_of(proposal), {"answer": "yes"})
    assert answer.status_code == 403
    assert "Only Amara Ruiz answers by this link" in answer.content.decode()


def test_once_it_is_due_the_link_says_so(client: Client) -> None:
    proposal = ask()
    past = clock.now() - DAY
    Commitment.objects.filter(pk=proposal.commitment_id).update(due_at=past)
    Proposal.objects.filter(pk=proposal.pk).update(expires_at=past)
    path = links.path_of(proposal)
    assert "has fallen due" in client.get(path).content.decode()
    assert client.post(path, {"answer": "yes"}).status_code == 422


def test_what_was_taken_back_says_so(client: Client) -> None:
    proposal = ask()
    operations.take_back(proposal.pk, actor=factories.actor(factories.member(cast.INES)), now=clock.now())
    assert "taken back" in client.get(links.path_of(proposal)).content.decode()
    assert client.post(links.path_of(proposal), {"answer": "yes"}).status_code == 422
