"""A rule runs once for an event, by the operations of the desk, wakes no rule, and stops where it would run on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from steadfast.apps.automation import tasks
from steadfast.apps.automation.models import CheckItem, Checklist, Rule, RuleRun, RuleVersion
from steadfast.apps.automation.operations import checklists
from steadfast.apps.automation.operations.checklists import Kept
from steadfast.apps.automation.operations.rules import keeping, running
from steadfast.apps.automation.queries.rules import trial
from steadfast.apps.commitments.models import HandOver
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.identity.models import Person, RoleHeld, Team
from steadfast.apps.identity.operations import make_role, make_team
from steadfast.domain.automation import rules
from steadfast.domain.automation.rules import Asked, Done
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock, verify
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.apps.access.rows.automation import rule
from tests.apps.desk.desk import Desk, at, fresh, kinds, owed
from tests.apps.desk.pages import browser, page, read, words

INVOICE = {"title": "Invoice is wrong", "text": "Please look at it."}


def woken(ticket: Ticket, now: datetime | None = None, kind: str = "ticket.opened") -> None:
    """Deliver the last event of a kind to the rules, as the worker does."""
    event = Event.objects.filter(subject_id=ticket.pk, kind=kind).latest("pk")
    tasks.run_rules(event, event.data, now=now or event.at)


def team_of_kofi() -> Team:
    kofi = factories.member(cast.KOFI)
    return make_team(name="Office", duty_owner=kofi, members=[kofi], actor=SYSTEM, now=factories.NOW)


def test_it_acts_once_and_says_so_on_the_ticket(desk: Desk) -> None:
    row = rule(on=True, done=Done(impact=3, urgency=3, note="For the books."))
    ticket = desk.open(**INVOICE)
    woken(ticket)
    before = kinds(ticket)
    woken(ticket)  # delivered again after a crash
    assert kinds(ticket) == before
    assert fresh(ticket).priority == "P4"
    run = RuleRun.objects.get()
    assert (run.rule, run.outcome, run.did) == (row, "done", [["impact", "done", ""], ["note", "done", ""]])
    note = Message.objects.filter(kind="inside").latest("pk")
    assert (note.by, note.text) == ("Rule: Invoices", "For the books.")
    told = page(cast.INES, ticket, at(2, "10:05"))
    assert "Steadfast followed the rule “Invoices”: set the priority to P4 (one person, can wait)" in told
    assert "followed the rule" not in page(cast.KESTREL, ticket, at(2, "10:05"))


def test_what_does_not_hold_and_what_is_off_leaves_no_trace(desk: Desk) -> None:
    rule(on=True)
    rule("Off")
    ticket = desk.open()
    before = kinds(ticket)
    woken(ticket)
    assert (kinds(ticket), RuleRun.objects.count()) == (before, 0)


def test_what_nobody_has_taken_goes_to_the_team_and_its_duty_owner_answers(desk: Desk) -> None:
    office = team_of_kofi()
    rule(on=True, done=Done(team=office.pk))
    ticket = desk.open(**INVOICE)
    woken(ticket)
    now = fresh(ticket)
    assert (now.team_id, now.owner_id, now.taken_at) == (office.pk, desk.kofi.person_id, None)
    assert owed(ticket, "first response").owner_id == desk.kofi.person_id
    assert verify.run() == []
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:10"))
    with pytest.raises(Refused, match="Somebody has taken it"):
        operations.route(ticket.pk, factories.team().pk, reason="x", actor=SYSTEM, now=at(2, "10:11"))


def test_what_somebody_has_is_offered_in_the_name_of_the_owner(desk: Desk) -> None:
    office = team_of_kofi()
    rule(on=True, when="heard", done=Done(team=office.pk))
    ticket = desk.open()
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:10"))
    operations.hear(ticket.pk, text="About that invoice", actor=desk.ines, now=at(2, "10:20"))
    woken(ticket, kind="ticket.heard")
    offer = HandOver.objects.get()
    assert (offer.offered_by_id, offer.team_id, offer.answer) == (desk.theo.person_id, office.pk, "")
    assert fresh(ticket).owner_id == desk.ines.person_id
    operations.hear(ticket.pk, text="The invoice!", actor=desk.ines, now=at(2, "10:30"))
    woken(ticket, kind="ticket.heard")  # it is offered already
    assert RuleRun.objects.latest("pk").outcome == "refused"
    told = read(cast.THEO, "/automation/rules/log/", at(2, "10:40"))
    assert "refused: T-1 is offered to Office" in told


def test_a_rule_wakes_no_rule(desk: Desk) -> None:
    rule(on=True)
    rule("Back", on=True, when="reprioritized", asked=Asked(), done=Done(impact=1, urgency=1))
    ticket = desk.open(**INVOICE)
    woken(ticket)
    woken(ticket, kind="ticket.reprioritized")
    assert (fresh(ticket).priority, RuleRun.objects.count()) == ("P4", 1)
    operations.reprioritize(ticket.pk, impact=2, urgency=2, reason="No", actor=desk.ines, now=at(2, "10:30"))
    woken(ticket, kind="ticket.reprioritized")  # that one was a person
    assert fresh(ticket).priority == "P1"


def often(desk: Desk, ticket: Ticket, hour: int = 10) -> None:
    """Let a client write once more than a rule answers within an hour, and once again."""
    for minute in range(rules.MOST_AN_HOUR + 2):
        operations.hear(ticket.pk, text="Again", actor=SYSTEM, now=at(2, f"{hour}:{minute + 10}"))
        woken(ticket, kind="ticket.heard")


def test_a_client_who_writes_often_stops_a_rule_on_that_ticket_alone(desk: Desk) -> None:
    row = rule(on=True, when="heard", asked=Asked(), done=Done(note="Again."))
    ticket, other = desk.open(), desk.open(of=cast.MARLOW)
    often(desk, ticket)
    row.refresh_from_db()
    assert (row.on_at is not None, row.halted_why) == (True, "")
    assert Message.objects.filter(kind="inside", text="Again.").count() == rules.MOST_AN_HOUR
    assert [run.did for run in RuleRun.objects.filter(outcome="halted")] == [[["", "halted", "rest"]]]
    note = Message.objects.filter(kind="inside").latest("pk")
    assert "acted here 5 times within an hour, and leaves this ticket alone for one. @Theo" in note.text
    operations.hear(other.pk, text="Ours?", actor=SYSTEM, now=at(2, "10:30"))
    woken(other, kind="ticket.heard")
    assert RuleRun.objects.latest("pk").outcome == "done"
    operations.hear(ticket.pk, text="And now?", actor=SYSTEM, now=at(2, "11:20"))
    woken(ticket, kind="ticket.heard")  # the hour is over
    assert RuleRun.objects.latest("pk").outcome == "done"
    assert "leaves the ticket alone for one" in read(cast.THEO, "/automation/rules/log/", at(2, "12:00"))


def test_a_loop_by_a_way_round_is_cut_and_named(desk: Desk) -> None:
    row = rule(on=True, when="heard", asked=Asked(), done=Done(note="Again."))
    tickets = [desk.open() for _ in range(rules.TICKETS)]
    for ticket in tickets:
        often(desk, ticket)
    row.refresh_from_db()
    assert (row.on_at, row.halted_why, row.halted_on_id) == (None, "overrun", tickets[-1].pk)
    assert Message.objects.filter(kind="inside", text="Again.").count() == rules.MOST_AN_HOUR * rules.TICKETS
    told = read(cast.THEO, f"/automation/rules/{row.pk}/", at(2, "11:00"))
    assert "it acted too often within an hour, on several tickets" in told
    theirs = browser(cast.THEO).get("/automation/").content.decode()
    assert "stopped" in words(theirs)


def test_who_answers_for_it_may_write_rules_and_do_what_it_does(desk: Desk) -> None:
    row = rule()
    said = {"name": "Invoices", "rule": rules.Rule(when="opened", done=Done(note="x"))}
    by = {"actor": desk.theo, "now": factories.NOW}
    for nobody in (desk.ines.person_id, factories.contact(cast.KESTREL).pk):
        with pytest.raises(Refused, match="Only who may write rules"):
            keeping.keep(row.pk, keeping.Kept(owner_id=nobody, **said), **by)  # type: ignore[arg-type]
    nora = factories.member(cast.NORA)
    assert keeping.keep(row.pk, keeping.Kept(owner_id=nora.pk, **said), **by).owner_id == nora.pk  # type: ignore[arg-type]
    writes = frozenset({"automation.change", "automation.view"})
    office = replace(desk.kofi, permissions=writes)  # a role of the practice's own, which does not work on tickets
    with pytest.raises(Refused, match="You may not do"):
        keeping.keep(row.pk, keeping.Kept(owner_id=nora.pk, **said), actor=office, now=factories.NOW)  # type: ignore[arg-type]


def test_an_owner_who_does_not_work_on_tickets_answers_for_no_rule(desk: Desk) -> None:
    role = make_role(
        name="Office",
        permissions=["automation.view", "automation.change"],
        actor=factories.actor(factories.member(cast.NORA)),
        now=factories.NOW,
    )
    sam = factories.member(cast.SAM)
    RoleHeld.objects.create(person=sam, own=role)
    said = keeping.Kept(name="Bills", owner_id=sam.pk, rule=rules.Rule(when="opened", done=Done(note="x")))
    with pytest.raises(Refused, match="Sam may not do on a ticket what this rule does"):
        keeping.keep(None, said, actor=desk.theo, now=factories.NOW)


@pytest.mark.parametrize("gone", ["checklist", "owner"])
def test_a_rule_that_cannot_go_on_stops_visibly(desk: Desk, gone: str) -> None:
    kept = checklists.keep(None, Kept(name="Books", lines="! Look it up"), actor=SYSTEM, now=factories.NOW)
    row = rule(on=True, done=Done(checklist=kept.pk))
    woken(desk.open(**INVOICE))
    assert CheckItem.objects.get().words == "Look it up"
    if gone == "checklist":
        Checklist.objects.all().delete()
    else:
        Person.objects.filter(pk=row.owner_id).update(left_at=factories.NOW)
    woken(desk.open(**INVOICE))
    row.refresh_from_db()
    assert (row.on_at, row.halted_why) == (None, gone)
    assert RuleRun.objects.latest("pk").outcome == "halted"


def test_imported_and_merged_tickets_are_left_alone(desk: Desk) -> None:
    rule(on=True)
    ticket, other = desk.open(**INVOICE), desk.open(**INVOICE)
    operations.merge(ticket.pk, other.pk, actor=desk.ines, now=at(2, "10:10"))
    woken(ticket)
    assert RuleRun.objects.count() == 0


def test_it_is_on_only_as_it_was_tried(desk: Desk) -> None:
    row, by = rule(), {"actor": desk.theo, "now": at(2, "12:00")}
    with pytest.raises(Refused, match="Try it"):
        keeping.switch(row.pk, on=True, **by)  # type: ignore[arg-type]
    keeping.try_out(row.pk, **by)  # type: ignore[arg-type]
    assert keeping.switch(row.pk, on=True, **by).on_at is not None  # type: ignore[arg-type]
    changed = rules.Rule(when="opened", done=Done(note="x"))
    said = keeping.Kept(name="Invoices", owner_id=row.owner_id, rule=changed)
    again = keeping.keep(row.pk, said, **by)  # type: ignore[arg-type]
    assert (again.version, again.on_at, again.tried_version) == (2, None, None)
    assert list(RuleVersion.objects.order_by("no").values_list("no", "by")) == [(1, row.owner_id), (2, row.owner_id)]


def test_a_dry_run_says_what_the_live_run_did_and_writes_nothing(desk: Desk) -> None:
    office = team_of_kofi()
    asked = Asked(words=("invoice",), priorities=("P3",), domains=("kestrel.example",), hours="open")
    row = rule(on=True, asked=asked, done=Done(impact=2, urgency=1, team=office.pk))
    opened = [desk.open(**INVOICE), desk.open(), desk.open(**INVOICE, impact=1, urgency=1), desk.open(of=cast.MARLOW)]
    for ticket in opened:
        woken(ticket)
    live = set(RuleRun.objects.values_list("ticket", flat=True))
    events = Event.objects.count()
    found = trial.trial(rules.read(row.body), actor=desk.theo, now=at(2, "12:00"))
    assert Event.objects.count() == events
    assert {one["ticket"] for one in found.rows} == live == {opened[0].pk}
    assert (found.looked, found.matched, found.changed, found.capped) == (4, 1, 1, False)
    assert found.rows[0]["changes"] == ["impact", "team"]  # as it stood then, although it is there by now


def test_another_way_to_the_same_priority_is_a_change_live_and_dry(desk: Desk) -> None:
    row = rule(on=True, done=Done(impact=2, urgency=2))
    other, same = desk.open(**INVOICE, impact=1, urgency=3), desk.open(**INVOICE, impact=2, urgency=2)
    assert other.priority == same.priority
    for ticket in (other, same):
        woken(ticket)
    assert list(RuleRun.objects.order_by("ticket").values_list("outcome", flat=True)) == ["done", "nothing"]
    found = trial.trial(rules.read(row.body), actor=desk.theo, now=at(2, "12:00"))
    assert {one["ticket"]: one["changes"] for one in found.rows} == {other.pk: ["impact"], same.pk: []}


def test_a_dry_run_of_other_events_sees_the_ticket_as_it_stood(desk: Desk) -> None:
    ticket = desk.open()
    operations.hear(ticket.pk, text="Nothing yet?", actor=desk.ines, now=at(2, "10:20"))
    operations.reprioritize(ticket.pk, impact=1, urgency=1, reason="All down", actor=desk.ines, now=at(2, "10:30"))
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:31"))
    operations.hear(ticket.pk, text="And now?", actor=desk.ines, now=at(2, "10:40"))
    for asked in (Asked(priorities=("P1",)), Asked(words=("and now",))):
        found = trial.trial(rules.Rule(when="heard", asked=asked), actor=desk.theo, now=at(2, "11:00"))
        assert (found.looked, found.matched) == (2, 1)
    found = trial.trial(rules.Rule(when="heard", asked=Asked(untaken=True)), actor=desk.theo, now=at(2, "11:00"))
    assert (found.looked, found.matched) == (2, 1)
    found = trial.trial(rules.Rule(when="taken"), actor=desk.theo, now=at(2, "11:00"))
    assert found.looked == 1


def test_a_dry_run_passes_over_what_rules_wrote(desk: Desk) -> None:
    rule(on=True)
    ticket = desk.open(**INVOICE)
    woken(ticket)  # it is P4 now, by a rule
    operations.reprioritize(ticket.pk, impact=2, urgency=2, reason="No", actor=desk.ines, now=at(2, "10:30"))
    found = trial.trial(rules.Rule(when="reprioritized"), actor=desk.theo, now=at(2, "11:00"))
    assert (found.looked, [one["at"] for one in found.rows]) == (1, [at(2, "10:30").astimezone(UTC).isoformat()])


def test_a_dry_run_is_bounded_and_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "LOOKED", 2)
    for minute in (1, 2, 3):
        desk.open(now=at(2, f"10:0{minute}"))
    found = trial.trial(rules.Rule(when="opened"), actor=desk.theo, now=at(2, "11:00"))
    assert (found.looked, found.capped, found.since) == (2, True, at(2, "10:02"))
    assert trial.trial(rules.Rule(when="opened"), actor=desk.theo, now=at(2, "11:00") + timedelta(days=31)).looked == 0


def test_what_came_before_it_was_on_is_left_alone(desk: Desk) -> None:
    ticket = desk.open(**INVOICE, now=at(2, "09:59"))
    rule(on=True)
    woken(ticket, at(2, "10:05"))
    assert RuleRun.objects.count() == 0


def test_they_run_in_their_order(desk: Desk) -> None:
    first, second = rule("One", on=True), rule("Two", on=True, done=Done(impact=1, urgency=1))
    keeping.move(second.pk, up=True, actor=desk.theo, now=factories.NOW)
    ticket = desk.open(**INVOICE)
    woken(ticket)
    assert list(RuleRun.objects.order_by("pk").values_list("rule", flat=True)) == [second.pk, first.pk]
    assert fresh(ticket).priority == "P4"  # each sees it as it was; the last one has the say


def test_the_worker_hands_each_event_to_the_rules(desk: Desk) -> None:
    rule(on=True)
    ticket = desk.open(**INVOICE)
    event = Event.objects.get(subject_id=ticket.pk, kind="ticket.opened")
    assert running.run_all(event, now=event.at) == 1


def typed(**other: object) -> dict[str, object]:
    said = {"name": "Dentists", "owner": factories.member(cast.THEO).pk, "when": "opened", "match": "all"}
    return {**said, "impact": "1", "urgency": "1", **other}


def test_it_is_written_tried_and_switched_on_without_a_script(desk: Desk) -> None:
    desk.open(now=clock.now() - timedelta(days=1))
    theo = browser(cast.THEO)
    answer = theo.post(
        "/automation/rules/new/", typed(clients=[factories.client(cast.KESTREL).pk], words="phone, Phones")
    )
    row = Rule.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/automation/rules/{row.pk}/")
    theo.post(f"/automation/rules/{row.pk}/switch/", {"on": "1"})
    assert Rule.objects.get().on_at is None
    theo.post(f"/automation/rules/{row.pk}/try/")
    told = words(theo.get(f"/automation/rules/{row.pk}/").content.decode())
    assert "When a new ticket is opened, if its client is Kestrel Dental and it says “phone” or “Phones”" in told
    assert "held 1 of 1 times" in told
    theo.post(f"/automation/rules/{row.pk}/switch/", {"on": "1"})
    assert Rule.objects.get().on_at is not None
    form = theo.get(f"/automation/rules/{row.pk}/edit/").content.decode()
    assert 'value="phone, Phones"' in form
    assert (
        "<details><summary>Remove this rule …</summary><form"
        in theo.get(f"/automation/rules/{row.pk}/").content.decode()
    )
    theo.post(f"/automation/rules/{row.pk}/remove/")
    assert theo.get(f"/automation/rules/{row.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"impact": "", "urgency": ""}, "Say at least one thing to do."),
        ({"urgency": ""}, "A priority needs both, who is hindered and when it is needed."),
        ({"when": "resolved"}, "On a ticket that is resolved only a note can be written."),
        ({"words": "x" * 101}, "That is too much."),
        ({"name": " "}, "Give it a name."),
    ],
)
def test_a_rule_that_means_nothing_comes_back_with_its_words(desk: Desk, other: dict[str, object], said: str) -> None:
    answer = browser(cast.THEO).post("/automation/rules/new/", typed(**other))
    assert (answer.status_code, said in words(answer.content.decode())) == (422, True)


def test_what_somebody_changed_meanwhile_comes_back(desk: Desk) -> None:
    row = rule()
    stale = keeping.present(row)
    theo = browser(cast.THEO)
    seen = theo.get(f"/automation/rules/{row.pk}/edit/").context["form"]["seen"].value()
    said = keeping.Kept(name="Bills", owner_id=row.owner_id, rule=rules.read(row.body))
    keeping.keep(row.pk, said, actor=desk.theo, now=factories.NOW)
    answer = theo.post(f"/automation/rules/{row.pk}/edit/", typed(seen=seen, name="Invoices"))
    assert stale["name"] == "Invoices"
    assert (answer.status_code, "Bills" in answer.content.decode()) == (409, True)
