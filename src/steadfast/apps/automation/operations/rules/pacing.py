"""How often a rule acts on one ticket. Past that it leaves the ticket alone for an hour, and its owner is told there.

A client who writes often stops it on that ticket alone; several such tickets within the hour stop it everywhere.
"""

from datetime import datetime, timedelta

from steadfast.apps.automation.models import Rule, RuleRun
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.domain.automation import rules
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

HOUR = timedelta(hours=1)
REST = "rest"  # why a run did nothing: it leaves this ticket alone


def rests(row: Rule, ticket: Ticket, now: datetime) -> bool:
    """Tell whether a rule leaves a ticket alone since it acted there too often."""
    return ticket.pk in _resting(row, now)


def overruns(row: Rule, ticket: Ticket, now: datetime) -> bool:
    """Tell whether it would act on a ticket once too often."""
    acted = RuleRun.objects.filter(rule=row, ticket=ticket, at__gt=now - HOUR, outcome="done").count()
    return rules.overruns(acted)


def spreads(row: Rule, ticket: Ticket, now: datetime) -> bool:
    """Tell whether it overruns on so many tickets, with this one, that the rule and no ticket is at fault."""
    return rules.spreads(len(_resting(row, now) | {ticket.pk}))


def tell(row: Rule, ticket: Ticket, *, machine: Actor, now: datetime) -> None:
    """Write inside that the rule leaves the ticket alone; its owner is named, and so told."""
    said = say(
        "The rule “%(rule)s” acted here %(n)s times within an hour, and leaves this ticket alone for one. @%(owner)s",
        rule=row.name,
        n=rules.MOST_AN_HOUR,
        owner=row.owner.name,
    )
    desk.note(ticket.pk, text=said, actor=machine, now=now)


def _resting(row: Rule, now: datetime) -> set[int]:
    """Return the tickets that a rule leaves alone now. Switching it on anew begins anew."""
    since = max(now - HOUR, row.on_at or now - HOUR)
    rows = RuleRun.objects.filter(rule=row, at__gt=since, outcome="halted").values_list("ticket_id", "did")
    return {ticket for ticket, did in rows if did and did[0][2] == REST}
