"""A bulk change does to each ticket what its page would, says before what it would do, and is undone where it can."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser

from steadfast.apps.desk import operations, tasks
from steadfast.apps.desk.models import BulkRow, BulkRun, Message, Ticket
from steadfast.apps.desk.operations import bulk
from steadfast.foundation import clock
from steadfast.foundation.jobs import delivering
from steadfast.foundation.models import Event, Job
from tests import cast, factories
from tests.apps.desk.desk import Desk, fresh, kinds, owed
from tests.apps.desk.pages import browser, words

HOUR = timedelta(hours=1)


def opened(desk: Desk, count: int) -> list[Ticket]:
    return [desk.open(now=clock.now() - HOUR) for _ in range(count)]


def begun(page: Browser, tickets: list[Ticket], act: str, **said: str) -> BulkRun:
    """Choose tickets, say what to do, and look at the preview."""
    sent = page.post("/tickets/bulk/", {"ticket": [ticket.pk for ticket in tickets], "act": act})
    run = BulkRun.objects.latest("pk")
    assert sent["Location"] == f"/tickets/bulk/{run.pk}/?act={act}"
    answer = page.post(f"/tickets/bulk/{run.pk}/", {"act": act, **said})
    assert answer.status_code == 302, words(answer.content.decode())
    return run


def outcomes(run: BulkRun) -> list[str]:
    return list(BulkRow.objects.filter(run=run).order_by("place").values_list("outcome", flat=True))


def read(page: Browser, run: BulkRun) -> str:
    return words(page.get(f"/tickets/bulk/{run.pk}/").content.decode())


PRIORITY = {"impact": "1", "urgency": "1", "reason_text": "All of the site"}


def test_a_preview_says_old_and_new_due_times_and_changes_nothing(desk: Desk) -> None:
    page, tickets = browser(cast.INES), opened(desk, 2)
    operations.resolve(tickets[1].pk, actor=desk.ines, now=clock.now())
    before = [(fresh(t).version, kinds(t), owed(t, "resolution").due_at) for t in tickets]
    run = begun(page, tickets, "priority", **PRIORITY)
    assert outcomes(run) == ["would", "refused"]
    said = read(page, run)
    assert "Priority: P3 → P1" in said
    assert "Resolution due:" in said
    assert "is resolved; reopen it first" in said
    assert [(fresh(t).version, kinds(t), owed(t, "resolution").due_at) for t in tickets] == before


def test_applying_and_undoing_a_priority_moves_due_times_there_and_back(desk: Desk) -> None:
    page, (one,) = browser(cast.INES), opened(desk, 1)
    due = owed(one, "resolution").due_at
    run = begun(page, [one], "priority", **PRIORITY)
    page.post(f"/tickets/bulk/{run.pk}/apply/")
    assert (fresh(one).priority, outcomes(run)) == ("P1", ["done"])
    assert owed(one, "resolution").due_at < due
    page.post(f"/tickets/bulk/{run.pk}/undo/")
    assert (fresh(one).priority, owed(one, "resolution").due_at) == ("P3", due)
    assert kinds(one).count("ticket.reprioritized") == 2


def test_a_wait_of_many_proposes_an_end(desk: Desk) -> None:
    page, tickets = browser(cast.INES), opened(desk, 2)
    page.post("/tickets/bulk/", {"ticket": [ticket.pk for ticket in tickets], "act": "wait"})
    shown = page.get(f"/tickets/bulk/{BulkRun.objects.latest('pk').pk}/?act=wait").content.decode()
    assert re.search(r'name="expires_at" value="\d{4}-\d\d-\d\dT17:00"', shown)


def test_what_changed_after_the_preview_is_left_alone(desk: Desk) -> None:
    page, tickets = browser(cast.INES), opened(desk, 2)
    run = begun(page, tickets, "resolve", text="")
    operations.note(tickets[0].pk, text="Wait, not this one.", actor=desk.kofi, now=clock.now())
    page.post(f"/tickets/bulk/{run.pk}/apply/")
    assert outcomes(run) == ["changed", "done"]
    assert [fresh(t).state for t in tickets] == ["new", "resolved"]


def test_undoing_names_what_happened_after_and_opens_the_rest_again(desk: Desk) -> None:
    page, tickets = browser(cast.INES), opened(desk, 2)
    run = begun(page, tickets, "resolve", text="")
    page.post(f"/tickets/bulk/{run.pk}/apply/")
    operations.confirm(tickets[0].pk, actor=desk.ines, now=clock.now())
    page.post(f"/tickets/bulk/{run.pk}/undo/")
    assert [fresh(t).state for t in tickets] == ["closed", "in progress"]
    assert "1 undone, 1 could not be undone" in read(page, run)
    assert "Something happened on it after." in read(page, run)


def test_an_offer_is_taken_back_and_what_was_taken_is_offered_back(desk: Desk) -> None:
    page, tickets = browser(cast.INES), opened(desk, 2)
    operations.take(tickets[0].pk, actor=desk.kofi, now=clock.now())
    run = begun(page, tickets[:1], "offer", offer_to=f"p{desk.theo.person_id}", why="I am away")
    page.post(f"/tickets/bulk/{run.pk}/apply/")
    page.post(f"/tickets/bulk/{run.pk}/undo/")
    assert tickets[0].subject.hand_overs.get().answer == "taken back"
    run = begun(page, tickets, "take")
    page.post(f"/tickets/bulk/{run.pk}/apply/")
    assert {fresh(t).owner_id for t in tickets} == {desk.ines.person_id}
    page.post(f"/tickets/bulk/{run.pk}/undo/")
    offered = tickets[0].subject.hand_overs.latest("pk")
    assert (offered.to_person_id, offered.answer) == (desk.kofi.person_id, "")
    assert "Nobody had taken it before" in read(page, run)


def test_words_that_were_sent_stay_sent(desk: Desk) -> None:
    page, tickets = browser(cast.INES), opened(desk, 2)
    run = begun(page, tickets, "reply", text="The line is up again.")
    assert Message.objects.filter(text="The line is up again.").count() == 0
    page.post(f"/tickets/bulk/{run.pk}/apply/")
    assert Message.objects.filter(text="The line is up again.", kind="public").count() == 2
    assert "What was written cannot be undone." in read(page, run)
    page.post(f"/tickets/bulk/{run.pk}/undo/")
    assert Message.objects.filter(text="The line is up again.").count() == 2


def test_many_are_done_by_a_job_and_a_second_worker_does_nothing_twice(desk: Desk) -> None:
    page, tickets = browser(cast.INES), opened(desk, bulk.AT_ONCE + 2)
    run = begun(page, tickets, "note", text="Checked the cabling.")
    while delivering.deliver_due(owner="a test", now=clock.now()):
        pass
    assert Job.objects.filter(task__endswith="carry_out_bulk").count() == 1
    assert "You can close this page" in read(page, run)
    tasks.carry_out_bulk.call(run.pk)
    page.post(f"/tickets/bulk/{run.pk}/apply/")
    assert set(outcomes(run)) == {"would"}
    tasks.carry_out_bulk.call(run.pk)
    tasks.carry_out_bulk.call(run.pk)
    assert set(outcomes(run)) == {"done"}
    assert Event.objects.filter(kind="ticket.noted").count() == len(tickets)


def test_applying_twice_and_undoing_after_a_day_do_nothing(desk: Desk) -> None:
    page, (one,) = browser(cast.INES), opened(desk, 1)
    run = begun(page, [one], "resolve", text="")
    page.post(f"/tickets/bulk/{run.pk}/apply/")
    again = page.post(f"/tickets/bulk/{run.pk}/apply/", follow=True)
    assert "That was begun before." in words(again.content.decode())
    BulkRun.objects.filter(pk=run.pk).update(applied_at=clock.now() - timedelta(hours=25))
    late = page.post(f"/tickets/bulk/{run.pk}/undo/", follow=True)
    assert "can be undone for a day" in words(late.content.decode())
    assert fresh(one).state == "resolved"


def test_all_that_match_are_chosen_by_the_filters_of_the_list(desk: Desk) -> None:
    page, tickets = browser(cast.INES), opened(desk, 3)
    operations.take(tickets[1].pk, actor=desk.ines, now=clock.now())
    page.post("/tickets/bulk/", {"all": "yes", "query": "who=nobody&evil=https://elsewhere.example", "act": "take"})
    run = BulkRun.objects.latest("pk")
    assert run.query == "who=nobody"
    assert set(run.rows.values_list("ticket_id", flat=True)) == {tickets[0].pk, tickets[2].pk}


def test_who_left_meanwhile_changes_nothing_more(desk: Desk) -> None:
    page, tickets = browser(cast.INES), opened(desk, bulk.AT_ONCE + 1)
    run = begun(page, tickets, "note", text="Checked.")
    person = factories.member(cast.INES)
    person.left_at = clock.now()
    person.save()
    tasks.carry_out_bulk.call(run.pk)
    assert set(outcomes(run)) == {"refused"}


@pytest.mark.parametrize("who", [cast.KOFI, cast.NORA], ids=["colleague", "owner"])
def test_a_bulk_change_is_its_makers_alone(desk: Desk, who: cast.Member) -> None:
    run = begun(browser(cast.INES), opened(desk, 1), "take")
    assert browser(who).get(f"/tickets/bulk/{run.pk}/").status_code == 404
    assert browser(who).post(f"/tickets/bulk/{run.pk}/apply/").status_code == 404


def test_nothing_chosen_leads_back_to_the_list(desk: Desk) -> None:
    answer = browser(cast.INES).post("/tickets/bulk/", {"query": "state=waiting", "ticket": "x"}, follow=True)
    assert answer.redirect_chain == [("/tickets/?state=waiting", 302)]
    assert "Choose tickets first" in words(answer.content.decode())


def test_ones_bulk_changes_are_found_again(desk: Desk) -> None:
    page = browser(cast.INES)
    assert "No bulk change yet" in words(page.get("/tickets/bulk/").content.decode())
    run = begun(page, opened(desk, 2), "take")
    page.post(f"/tickets/bulk/{run.pk}/apply/")
    assert "Take 2 tickets" in words(page.get("/tickets/bulk/").content.decode())
