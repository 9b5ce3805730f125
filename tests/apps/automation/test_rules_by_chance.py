"""Whatever the rules and the history: they come to an end, and a dry run says what the live run did."""

from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steadfast.apps.automation.models import Rule, RuleRun
from steadfast.apps.automation.operations.rules import running
from steadfast.apps.automation.queries.rules import heard, trial
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Ticket
from steadfast.domain.automation import rules
from steadfast.domain.automation.rules import Asked, Done
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.models import Event
from tests.apps.access.rows.automation import rule
from tests.apps.desk.desk import Desk, at

BODIES = st.fixed_dictionaries(
    {
        "when": st.sampled_from(["opened", "heard", "reprioritized", "taken", "reopened"]),
        "match": st.sampled_from(["all", "any"]),
        "asked": st.builds(
            Asked,
            priorities=st.lists(st.sampled_from(["P1", "P3", "P4"]), max_size=2).map(tuple),
            words=st.sampled_from([(), ("phones",), ("again",)]),
            untaken=st.booleans(),
        ),
        "done": st.builds(Done, impact=st.integers(1, 3), urgency=st.integers(1, 3), note=st.sampled_from(["", "x"])),
    }
)
STEPS = st.lists(st.sampled_from(["hear", "take", "low", "high", "resolve", "reopen"]), max_size=4)
FEW = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("most", [1, 3])
@FEW
@given(data=st.data(), steps=STEPS)
def test_a_dry_run_holds_where_the_live_run_held(desk: Desk, most: int, data: st.DataObject, steps: list[str]) -> None:
    bodies = data.draw(st.lists(BODIES, min_size=1, max_size=most))
    with transaction.atomic():
        rows = [rule(f"Rule {no}", on=True, **body) for no, body in enumerate(bodies)]
        ticket = desk.open()
        last = drained(ticket, 0)
        for minute, step in enumerate(steps, start=10):
            tell(desk, ticket, step, minute)
            last = drained(ticket, last)
        assert drained(ticket, last) == last  # it came to its end
        for row in rows:
            found = trial.trial(rules.read(row.body), actor=desk.theo, now=at(2, "12:00"))
            assert tried(found) == lived(row)
        transaction.set_rollback(True)


@FEW
@given(bodies=st.lists(BODIES, min_size=1, max_size=3))
def test_a_program_that_answers_each_deed_is_cut(desk: Desk, bodies: list[dict[str, object]]) -> None:
    with transaction.atomic():
        rows = [rule(f"Rule {no}", on=True, **body) for no, body in enumerate(bodies)]
        ticket = desk.open()
        last, deeds, answers = drained(ticket, 0), 0, 0
        while (done := RuleRun.objects.filter(outcome="done").count()) > deeds:
            deeds, answers = done, answers + 1
            for step in ("hear", "low" if answers % 2 else "high"):
                tell(desk, ticket, step, answers + 10)
                last = drained(ticket, last)
            assert answers <= len(rows) * rules.MOST_AN_HOUR
        by_rule = Counter(RuleRun.objects.filter(outcome="done").values_list("rule", flat=True))
        assert all(acted <= rules.MOST_AN_HOUR for acted in by_rule.values())
        transaction.set_rollback(True)


def drained(ticket: Ticket, last: int) -> int:
    """Deliver what happened since an event until nothing is left; return the last event that could wake a rule."""
    waking = Event.objects.filter(subject_id=ticket.pk, kind__in=heard.WAKES).order_by("pk")
    for _ in range(50):
        event = waking.filter(pk__gt=last).first()
        if event is None:
            return last
        running.run_all(event, now=event.at)
        last = event.pk
    raise AssertionError("The rules run on.")


def tell(desk: Desk, ticket: Ticket, step: str, minute: int) -> None:
    """Let one thing happen on a ticket; what cannot happen as it stands does not."""
    by: dict[str, Any] = {"actor": desk.ines, "now": at(2, f"10:{minute}")}
    try:
        with transaction.atomic():
            if step == "hear":
                operations.hear(ticket.pk, text="Again?", **by)
            elif step in ("low", "high"):
                level = 3 if step == "low" else 1
                operations.reprioritize(ticket.pk, impact=level, urgency=level, reason="So", **by)
            elif step == "take":
                operations.take(ticket.pk, **by)
            elif step == "resolve":
                operations.resolve(ticket.pk, text="Done.", **by)
            else:
                operations.reopen(ticket.pk, reason="Not so", **by)
    except Refused:
        pass


def tried(found: trial.Trial) -> Counter[str]:
    """Return the instants at which a dry run held."""
    return Counter(str(row["at"]) for row in found.rows)


def lived(row: Rule) -> Counter[str]:
    """Return the instants of the events at which a live run held."""
    keys = list(RuleRun.objects.filter(rule=row).values_list("event_id", flat=True))
    return Counter(event.at.isoformat() for event in Event.objects.filter(pk__in=keys))
