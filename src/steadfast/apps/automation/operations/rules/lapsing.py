"""Run a rule whose time has come on a ticket, once for each lapse, also where it does not hold: it judged it then."""

from datetime import datetime

from django.db import transaction

from steadfast.apps.automation.models import Rule, RuleRun
from steadfast.apps.automation.operations.rules import running
from steadfast.apps.automation.queries.rules import heard, lapsing
from steadfast.apps.automation.queries.rules.lapsing import Lapse
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.locking import lock
from steadfast.domain.automation import rules
from steadfast.domain.automation.rules import lapse

PASSED = "passed"


def run_due(rule_id: int, *, now: datetime) -> int:
    """Judge what lapsed for a rule, each in a transaction of its own; return for how many it held.

    What goes wrong with one ticket keeps no other from its turn; it is raised once all had theirs.
    """
    row = Rule.objects.filter(pk=rule_id, on_at__lte=now).select_related("owner").first()
    if row is None:
        return 0
    try:
        rule = rules.read(row.body)
    except rules.NotARule:
        running.halt(row, "body", None, now=now)
        return 0
    held, wrong = 0, None
    for one in lapsing.found(row, rule, now):
        try:
            held += judge(row, rule, one, now=now)
        except Exception as error:
            wrong = error
    if wrong is not None:
        raise wrong
    return held


@transaction.atomic
def judge(row: Rule, rule: rules.Rule, one: Lapse, *, now: datetime) -> bool:
    """Run a rule for one lapse, if that still stands; tell whether it held."""
    ticket = lock(one.ticket_id)
    still_on = Rule.objects.filter(pk=row.pk, version=row.version, on_at__isnull=False).exists()
    if not still_on or ticket.merged_into_id is not None or not _stands(row, rule, one, now):
        return False
    RuleRun.objects.filter(rule=row, event_id=one.event_id, outcome=PASSED).delete()  # by an earlier version
    if lapse.fresh(one.came_at, row.on_at or now) and running.run(
        row, ticket, one.event_id, heard.at(ticket, now), now
    ):
        return True
    _pass(row, ticket, one, now)
    return False


def _stands(row: Rule, rule: rules.Rule, one: Lapse, now: datetime) -> bool:
    """Tell whether it lapsed as it did, now that the ticket is locked."""
    return one.event_id in {each.event_id for each in lapsing.found(row, rule, now, ticket_id=one.ticket_id)}


def _pass(row: Rule, ticket: Ticket, one: Lapse, now: datetime) -> None:
    after = running.last_event(ticket)
    said = {"rule": row, "version": row.version, "ticket": ticket, "event_id": one.event_id, "at": now}
    RuleRun.objects.create(**said, after=after, until=after, outcome=PASSED)
