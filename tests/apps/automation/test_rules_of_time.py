"""Rules of time: a promise falls due soon, or nobody touches a ticket. Once for each, and as the dry run says."""

from datetime import datetime, timedelta

import pytest

from steadfast.apps.automation import tasks
from steadfast.apps.automation.models import Rule, RuleRun
from steadfast.apps.automation.operations.rules import keeping, lapsing
from steadfast.apps.automation.queries.rules import lapsing as lapses
from steadfast.apps.automation.queries.rules import trial
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Message, Ticket
from steadfast.domain.automation import rules
from steadfast.domain.automation.rules import Asked, Done
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from tests import cast
from tests.apps.access.rows.automation import rule
from tests.apps.desk.desk import Desk, at, kinds, owed
from tests.apps.desk.pages import browser, read, words


def timed(when: str, hours: int, *, on: bool = True, **said: object) -> Rule:
    """Return a rule of time of Theo that writes a note, on since before anything happened."""
    body: dict[str, object] = {"asked": Asked(), "done": Done(note="Look at it."), **said}
    return rule(f"Time {when} {hours}", on=on, when=when, open_hours=hours, **body)


def run(row: Rule, now: datetime) -> int:
    return lapsing.run_due(row.pk, now=now)


def outcomes(row: Rule) -> list[str]:
    return list(RuleRun.objects.filter(rule=row).order_by("pk").values_list("outcome", flat=True))


def just_answer(desk: Desk, ticket: Ticket) -> None:
    """Let the resolution alone be owed: the first response is given."""
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:01"))
    operations.reply(ticket.pk, text="We look.", actor=desk.ines, now=at(2, "10:02"))


def test_a_promise_that_falls_due_soon_wakes_a_rule_once(desk: Desk) -> None:
    row = timed("due", 2)
    ticket = desk.open()
    just_answer(desk, ticket)
    due = owed(ticket, "resolution").due_at
    hours = lapses.hours_by_calendar()[ticket.agreement_version and ticket.agreement_version.calendar_id]
    soon = rules.lapse.before(hours, due, 2)
    assert run(row, soon - timedelta(seconds=2)) == 0
    assert RuleRun.objects.count() == 0  # it is judged when its time comes, and not before
    assert (run(row, soon), run(row, soon), run(row, soon + timedelta(minutes=1))) == (1, 0, 0)
    assert (outcomes(row), Message.objects.filter(text="Look at it.").count()) == (["done"], 1)
    told = read(cast.THEO, f"/automation/rules/{row.pk}/", soon)
    assert "a promise of ours falls due within 2 open hours and is not kept" in told
    assert "T-1" in told


def test_what_is_kept_or_waits_wakes_none(desk: Desk) -> None:
    row = timed("due", 100)
    kept, waiting = desk.open(), desk.open()
    for ticket in (kept, waiting):
        just_answer(desk, ticket)
    operations.resolve(kept.pk, text="Done.", actor=desk.ines, now=at(2, "10:05"))
    ask = {"words": "The number of the device", "expires_at": at(9, "10:00")}
    operations.wait(waiting.pk, reason="client", **ask, actor=desk.ines, now=at(2, "10:06"))  # type: ignore[arg-type]
    assert run(row, at(2, "10:30")) == 0


def test_a_new_due_time_is_a_new_occasion(desk: Desk) -> None:
    row = timed("due", 2)
    ticket = desk.open()
    just_answer(desk, ticket)
    assert run(row, at(2, "10:03")) == 0
    operations.reprioritize(ticket.pk, impact=1, urgency=1, reason="All down", actor=desk.ines, now=at(2, "10:04"))
    promise = owed(ticket, "resolution")
    held = run(row, promise.due_at - timedelta(minutes=30))
    assert (held, outcomes(row)) == (1, ["done"])


def test_what_does_not_hold_is_judged_once_and_leaves_no_line(desk: Desk) -> None:
    row = timed("untouched", 2, asked=Asked(priorities=("P1",)))
    ticket = desk.open()
    before = kinds(ticket)
    assert run(row, at(2, "12:00")) == 0
    assert (outcomes(row), kinds(ticket)) == (["passed"], before)
    assert lapses.found(row, rules.read(row.body), at(2, "12:01")) == []
    assert "Nothing yet" in read(cast.THEO, "/automation/rules/log/", at(2, "12:05"))


def test_a_ticket_that_nobody_touches_wakes_a_rule_once_until_somebody_does(desk: Desk) -> None:
    row = timed("untouched", 2)
    ticket = desk.open()
    assert (run(row, at(2, "11:59")), run(row, at(2, "12:00")), run(row, at(2, "16:00"))) == (0, 1, 0)
    operations.hear(ticket.pk, text="Anything new?", actor=SYSTEM, now=at(2, "16:00"))
    assert (run(row, at(2, "17:30")), run(row, at(3, "09:59")), run(row, at(3, "10:00"))) == (0, 0, 1)
    operations.wait(
        ticket.pk, reason="client", words="A look", expires_at=at(6, "10:00"), actor=desk.ines, now=at(3, "10:05")
    )
    assert run(row, at(4, "16:00")) == 0
    operations.end_wait(ticket.pk, actor=desk.ines, now=at(4, "16:00"))
    assert run(row, at(5, "10:00")) == 1


def test_what_was_so_before_it_was_on_is_left_alone(desk: Desk) -> None:
    desk.open(now=at(2, "09:00") - timedelta(days=3))
    row = timed("untouched", 2)
    assert (run(row, at(2, "12:00")), outcomes(row)) == (0, ["passed"])


def test_what_an_earlier_version_passed_by_may_come_again(desk: Desk) -> None:
    row = timed("untouched", 2, asked=Asked(priorities=("P1",)))
    desk.open()
    assert run(row, at(2, "12:00")) == 0
    body = rules.Rule(when="untouched", open_hours=4, done=Done(note="Four hours."))
    by = {"actor": desk.theo, "now": at(2, "12:30")}
    keeping.keep(row.pk, keeping.Kept(name=row.name, owner_id=row.owner_id, rule=body), **by)  # type: ignore[arg-type]
    keeping.try_out(row.pk, **by)  # type: ignore[arg-type]
    row = keeping.switch(row.pk, on=True, **by)  # type: ignore[arg-type]
    assert (run(row, at(2, "13:59")), run(row, at(2, "14:00")), outcomes(row)) == (0, 1, ["done"])


def test_a_rule_that_is_off_does_nothing(desk: Desk) -> None:
    row = timed("untouched", 2, on=False)
    desk.open()
    assert (run(row, at(2, "12:00")), RuleRun.objects.count()) == (0, 0)


def test_what_fails_on_one_ticket_keeps_no_other_from_its_turn(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    row = timed("untouched", 2)
    first, second = desk.open(), desk.open()
    note = operations.note

    def fails(ticket_id: int, **said: object) -> object:
        if ticket_id == first.pk:
            raise RuntimeError("no")
        return note(ticket_id, **said)  # type: ignore[arg-type]

    monkeypatch.setattr(operations, "note", fails)
    with pytest.raises(RuntimeError):
        run(row, at(2, "12:00"))
    assert list(RuleRun.objects.values_list("ticket", flat=True)) == [second.pk]
    monkeypatch.setattr(operations, "note", note)
    assert run(row, at(2, "12:01")) == 1


@pytest.mark.parametrize(("when", "hours"), [("due", 2), ("due", 30), ("untouched", 6)])
def test_a_dry_run_says_when_a_live_run_held(desk: Desk, when: str, hours: int) -> None:
    row = timed(when, hours)
    live = history(desk, row)
    found = trial.trial(rules.read(row.body), actor=desk.theo, now=at(5, "17:30"))
    told = sorted((datetime.fromisoformat(one["at"]), one["ticket"]) for one in found.rows)
    assert live
    assert [ticket for _, ticket in told] == [ticket for _, ticket in live]
    for (said, _), (held, _) in zip(told, live, strict=True):
        assert timedelta(0) <= held - said < timedelta(minutes=30)


def history(desk: Desk, row: Rule) -> list[tuple[datetime, int]]:
    """Let four days pass in steps of half an hour; return when the rule held, on which tickets."""
    tickets = [desk.open(), desk.open(impact=1, urgency=1), desk.open(of=cast.MARLOW, now=at(2, "10:00"))]
    by = {"actor": desk.ines}
    steps = {
        at(2, "10:30"): lambda now: operations.take(tickets[0].pk, **by, now=now),
        at(2, "11:00"): lambda now: operations.reply(tickets[0].pk, text="We look.", **by, now=now),
        at(2, "15:00"): lambda now: operations.wait(
            tickets[0].pk, reason="client", words="A look", expires_at=at(5, "10:00"), **by, now=now
        ),
        at(3, "11:00"): lambda now: operations.end_wait(tickets[0].pk, **by, now=now),
        at(3, "12:00"): lambda now: operations.take(tickets[1].pk, **by, now=now),
        at(3, "14:00"): lambda now: operations.resolve(tickets[1].pk, text="Done.", **by, now=now),
        at(4, "12:00"): lambda now: operations.reopen(tickets[1].pk, reason="Again", **by, now=now),
        at(5, "09:30"): lambda now: operations.hear(tickets[2].pk, text="And?", **by, now=now),
    }
    held = []
    for now in (
        at(day, f"{hour:02}:{minute:02}") for day in range(2, 6) for hour in range(9, 18) for minute in (0, 30)
    ):
        if now in steps:
            steps[now](now)
        if now >= at(2, "10:00") and run(row, now):
            runs = RuleRun.objects.filter(rule=row, at=now).exclude(outcome="passed")
            held += [(now, ticket) for ticket in sorted(runs.values_list("ticket", flat=True))]
    return held


def test_the_worker_runs_the_rules_of_time(desk: Desk) -> None:
    row = timed("untouched", 1)
    desk.open(now=clock.now() - timedelta(days=30))
    Rule.objects.filter(pk=row.pk).update(on_at=clock.now() - timedelta(days=60))
    assert tasks.run_timed_rules.func() == 1
    assert tasks.run_timed_rules.func() == 0


def test_it_is_written_with_its_hours(desk: Desk) -> None:
    theo = browser(cast.THEO)
    said = {"name": "Quiet", "owner": desk.theo.person_id, "when": "untouched", "match": "all", "note": "Look."}
    answer = theo.post("/automation/rules/new/", said)
    assert (answer.status_code, "Say how many open hours, from 1 to 100." in words(answer.content.decode())) == (
        422,
        True,
    )
    assert theo.post("/automation/rules/new/", {**said, "open_hours": "8"}).status_code == 302
    row = Rule.objects.get()
    assert rules.read(row.body).open_hours == 8
    form = theo.get(f"/automation/rules/{row.pk}/edit/").content.decode()
    assert 'name="open_hours" value="8"' in form
    theo.post(f"/automation/rules/{row.pk}/try/")
    assert "It would have held" in words(theo.get(f"/automation/rules/{row.pk}/").content.decode())


def test_a_sweep_asks_the_same_number_of_questions_however_many_tickets_there_are(
    desk: Desk, django_assert_max_num_queries: object
) -> None:
    row = timed("untouched", 8)
    for _ in range(5):
        desk.open()
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert lapses.found(row, rules.read(row.body), at(2, "11:00")) == []
