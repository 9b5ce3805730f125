"""The preview of an edit and its acts, the link by which a creditor answers, and the jobs behind them."""

from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.agreements.models import Agreement, Amendment
from steadfast.apps.commitments import links
from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.desk.models import Ticket
from steadfast.foundation import clock, verify
from steadfast.foundation.jobs import worker
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.factories import HOUR, STANDARD

pytestmark = pytest.mark.django_db
LONGER = {**deepcopy(dict(STANDARD["kinds"]["resolution"]["targets"])), "P3": 48 * HOUR}


@pytest.fixture
def ticket() -> Ticket:
    return factories.ticket(now=clock.now())


@pytest.fixture
def browser(ticket: Ticket) -> Client:
    browser = Client()
    browser.force_login(factories.member(cast.THEO).user)  # type: ignore[arg-type]
    return browser


@pytest.fixture
def draft(ticket: Ticket) -> Amendment:
    """Standard's resolution of P3 twice as long, as a draft of Theo's."""
    theo, newest = factories.actor(factories.member(cast.THEO)), Agreement.objects.get().versions.get()
    body: dict[str, Any] = deepcopy(dict(newest.body))
    body["kinds"]["resolution"]["targets"] = LONGER
    return agreements.draft_agreement(newest.agreement, 1, body, newest.calendar, actor=theo, now=clock.now())


def resolution() -> Commitment:
    return Commitment.objects.get(kind="resolution")


def apply(browser: Client, draft: Amendment, **typed: str) -> Any:
    return browser.post(f"/amendments/{draft.pk}/apply/", {"reason": "Fewer hands", "reaches": "open"} | typed)


def test_looking_changes_nothing_and_shows_both_due_times(browser: Client, draft: Amendment) -> None:
    before = resolution().due_at
    page = browser.get(f"/amendments/{draft.pk}/").content.decode()
    for words in ("Resolution, P3", "24 h", "48 h", "Later: 1", "Unchanged: 1", "Kestrel Dental", "1 promise"):
        assert words in page
    assert resolution().due_at == before
    assert Agreement.objects.get().versions.count() == 1
    listed = browser.get(f"/amendments/{draft.pk}/rows/?effect=later&after=nonsense").content.decode()
    assert listed.count("<li id=") == 1


def test_an_edit_needs_a_reason_and_keeps_the_choice(browser: Client, draft: Amendment) -> None:
    answer = apply(browser, draft, reason="", reaches="new")
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    assert Agreement.objects.get().versions.count() == 1


def test_the_creditor_says_yes_by_the_link_and_the_job_does_the_rest(browser: Client, draft: Amendment) -> None:
    before = resolution().due_at
    apply(browser, draft)
    worker.drain()
    assert Amendment.objects.get().state == "applied"
    assert resolution().due_at == before
    path = links.path_of(Proposal.objects.get())
    assert path in browser.get(f"/amendments/{draft.pk}/").content.decode()
    own = Client()
    own.force_login(factories.contact(cast.KESTREL).user)  # type: ignore[arg-type]
    assert path in own.get("/portal/").content.decode()
    amara = Client()
    page = amara.get(path).content.decode()
    assert "asks for longer times" in page
    assert "Fewer hands" in page
    assert resolution().due_at == before  # opening it changes nothing
    amara.post(path, {"answer": "yes", "words": "We understand"})
    worker.drain()
    assert resolution().due_at > before
    assert "You said yes" in amara.get(path).content.decode()
    assert amara.post(path, {"answer": "no"}).status_code == 422
    assert verify.run() == []


def test_a_version_leads_to_its_edit_and_a_promise_says_why_it_changed(browser: Client, draft: Amendment) -> None:
    apply(browser, draft)
    worker.drain()
    page = browser.get("/agreements/1/").content.decode()
    assert f'<a href="/amendments/{draft.pk}/">Fewer hands</a>' in page
    link = links.path_of(Proposal.objects.get())
    assert f"({cast.ZONE})" in Client().get(link).content.decode()  # signed out, in the zone of who is asked
    Client().post(link, {"answer": "yes"})
    assert "Without an answer" not in Client().get(link).content.decode()
    worker.drain()
    told = browser.get(f"/register/{resolution().pk}/").content.decode()
    assert "changed the due time (an edit of its agreement or calendar)" in told
    answer = Commitment.objects.get(kind="first response")
    assert "it is due as before" in browser.get(f"/register/{answer.pk}/").content.decode()


def test_somebody_else_who_is_signed_in_cannot_answer_by_the_link(browser: Client, draft: Amendment) -> None:
    apply(browser, draft)
    worker.drain()
    answer = browser.post(links.path_of(Proposal.objects.get()), {"answer": "yes"})
    assert answer.status_code == 403
    assert Proposal.objects.get().answer == ""


def test_an_answer_is_noted_on_the_preview_with_the_words(browser: Client, draft: Amendment, ticket: Ticket) -> None:
    path, amara = f"/amendments/{draft.pk}/answers/{ticket.client_id}/", factories.contact(cast.KESTREL)
    assert browser.post(path, {"by": amara.pk, "answer": "yes", "words": ""}).status_code == 422
    before = resolution().due_at
    browser.post(path, {"by": amara.pk, "answer": "yes", "words": "By phone, on Monday"})
    apply(browser, draft)
    worker.drain()
    assert resolution().due_at > before
    assert "By phone, on Monday" in browser.get(f"/amendments/{draft.pk}/").content.decode()


def test_an_edit_that_was_overtaken_says_by_whom_and_is_put_onto_the_newest(browser: Client, draft: Amendment) -> None:
    newest, theo = Agreement.objects.get().versions.get(), factories.actor(factories.member(cast.THEO))
    body = {**deepcopy(dict(newest.body)), "warn_bp": 5000}
    now = clock.now()
    agreements.add_agreement_version(newest.agreement, newest.calendar, body, now, actor=theo, now=now)
    page = browser.get(f"/amendments/{draft.pk}/").content.decode()
    assert "Version 2 was made by" in page
    assert apply(browser, draft).status_code == 422
    browser.post(f"/amendments/{draft.pk}/again/")
    again = Amendment.objects.get()
    target = again.body["kinds"]["resolution"]["targets"]["P3"]
    assert (again.base_no, again.body["warn_bp"], target) == (2, 5000, 48 * HOUR)


def test_a_dropped_edit_comes_to_nothing(browser: Client, draft: Amendment) -> None:
    browser.post(f"/amendments/{draft.pk}/drop/")
    assert apply(browser, draft).status_code == 422
    assert Agreement.objects.get().versions.count() == 1
    (dropped,) = Event.objects.filter(kind="amendment.dropped")
    assert (dropped.subject_id, dropped.data) == (draft.agreement.subject_id, {"amendment": draft.pk, "base": 1})  # type: ignore[union-attr]


def test_the_form_of_an_agreement_reads_durations_and_names_the_field(browser: Client) -> None:
    number = Agreement.objects.get().subject.number
    typed = {
        "base_no": "1",
        "calendar": str(Agreement.objects.get().versions.get().calendar_id),
        "warn": "75",
        "confirmation": "40 h",
        "target-0-P3": "90 min",
        "stops-0": "replied",
        "target-1-P3": "4 h 30",
        "stops-1": "resolved",
        "pauses-1": ["client", "supplier"],
    }
    answer = browser.post(f"/agreements/{number}/edit/", typed)
    body = Amendment.objects.get(pk=int(answer["Location"].strip("/").split("/")[-1])).body
    assert body["kinds"]["first response"]["targets"] == {"P3": 5_400}
    assert body["kinds"]["resolution"]["targets"] == {"P3": 16_200}
    assert sorted(body["kinds"]["resolution"]["pauses_on"]) == ["client", "supplier"]
    wrong = browser.post(f"/agreements/{number}/edit/", typed | {"target-1-P3": "soon", "warn": "170"})
    assert wrong.status_code == 422
    assert wrong.context["form"].errors.keys() == {"target-1-P3", "warn"}
