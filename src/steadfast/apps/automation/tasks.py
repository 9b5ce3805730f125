"""What automation does by itself: it puts checklists on new tickets, runs rules, and opens recurring tickets."""

from datetime import datetime, timedelta
from typing import Any

from steadfast.apps.automation.operations import checking, recurring
from steadfast.apps.automation.operations.rules import lapsing, running
from steadfast.apps.automation.queries import recurring as recurrences
from steadfast.apps.automation.queries.rules import kept
from steadfast.apps.automation.queries.rules.heard import WAKES
from steadfast.apps.desk.models import Ticket
from steadfast.foundation import clock, outbox
from steadfast.foundation.actor import Actor
from steadfast.foundation.jobs import schedule, task
from steadfast.foundation.jobs.each import each
from steadfast.foundation.models import Event

CHECKLISTS = Actor(None, None, "Checklists", frozenset())


@outbox.subscribe("ticket.opened", "automation.add_checklists")
def add_checklists(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Put the fitting checklists on a ticket that was opened here; what an import brought is as it was."""
    if event.subject_id is None or data.get("imported"):
        return
    if Ticket.objects.filter(pk=event.subject_id, merged_into=None, batch=None).exists():
        checking.add_fitting(event.subject_id, actor=CHECKLISTS, now=now)


def run_rules(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Run the rules that an event wakes."""
    running.run_all(event, now=now)


for kind in WAKES:
    outbox.subscribe(kind, "automation.run_rules")(run_rules)


@task()
def open_one(recurrence_id: int) -> int:
    """Open what is due of one recurring ticket; return how many tickets."""
    return recurring.open_due(recurrence_id, now=clock.now())


@task()
def open_recurring() -> int:
    """Open the recurring tickets that are due; return how many tickets were opened."""
    return each(open_one, recurrences.due(clock.now()))


@task()
def run_timed_rule(rule_id: int) -> int:
    """Run one rule for the tickets on which its time has come; return for how many it held."""
    return lapsing.run_due(rule_id, now=clock.now())


@task()
def run_timed_rules() -> int:
    """Run the rules whose time has come on a ticket, in their order; return for how many tickets one held."""
    return each(run_timed_rule, kept.timed())


schedule.every(timedelta(minutes=1), run_timed_rules, name="automation.run_timed_rules")
schedule.every(timedelta(minutes=1), open_recurring, name="automation.open_recurring")
