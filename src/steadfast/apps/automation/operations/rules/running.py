"""Run the rules that an event wakes, in their order, each once for it however often it is delivered.

A rule does what its owner may do, through the operations of the desk. Each action stands for itself: what is refused
is written down and the next one is done. All of a run is one transaction with its row, so a crash leaves none or all.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from steadfast.apps.automation.models import Checklist, Rule, RuleRun
from steadfast.apps.automation.operations.rules import acting, owning, pacing
from steadfast.apps.automation.operations.rules.keeping import record
from steadfast.apps.automation.queries.rules import heard
from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.locking import lock
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person, Team
from steadfast.domain.automation import rules
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event


@transaction.atomic
def run_all(event: Event, *, now: datetime) -> int:
    """Run the rules for an event of a ticket; return how many held. What a rule itself wrote wakes none."""
    when = heard.when_of(event)
    on = Rule.objects.filter(when=when, on_at__lte=event.recorded_at)  # what came before it was on it leaves alone
    rows = list(on.select_related("owner").order_by("place", "pk"))
    if not rows or event.subject_id is None or "imported" in event.data:
        return 0
    spans = RuleRun.objects.filter(ticket_id=event.subject_id, until__gte=event.pk).values_list("after", "until")
    if rules.own(event.pk, spans):
        return 0
    ticket = lock(event.subject_id)
    if ticket.merged_into_id is not None or ticket.batch_id is not None:
        return 0
    facts = heard.now_of(ticket, event)
    return sum(run(row, ticket, event.pk, facts, now) for row in rows)


def run(row: Rule, ticket: Ticket, event_id: int, facts: rules.Facts, now: datetime) -> bool:
    """Run one rule once for one event of a ticket that is locked; tell whether it held."""
    try:
        rule = rules.read(row.body)
    except rules.NotARule:
        halt(row, "body", None, now=now)
        return False
    if not rules.matches(rule, facts) or RuleRun.objects.filter(rule=row, event_id=event_id).exists():
        return False
    if pacing.rests(row, ticket, now):
        return False
    said = {"rule": row, "version": row.version, "ticket": ticket, "event_id": event_id, "at": now}
    owner = identity.actor_of(row.owner)
    why = _hindrance(row, rule, ticket, owner, now)
    after = last_event(ticket)
    if why:
        _stop(row, why, ticket, now)
        did = [["", "halted", why]]
        RuleRun.objects.create(**said, after=after, until=last_event(ticket), outcome="halted", did=did)
        return True
    did = acting.act(rule.done, ticket, name=row.name, owner=owner, now=now)
    if any(outcome == "done" for _, outcome, _ in did):
        _tell(row, ticket, did, now)
    RuleRun.objects.create(**said, after=after, until=last_event(ticket), outcome=_outcome(did), did=did)
    return True


def _stop(row: Rule, why: str, ticket: Ticket, now: datetime) -> None:
    """Stop a rule on this ticket for an hour, or everywhere."""
    if why == pacing.REST:
        pacing.tell(row, ticket, machine=acting.actor_of(row.name), now=now)
    else:
        halt(row, why, ticket, now=now)


def halt(row: Rule, why: str, ticket: Ticket | None, *, now: datetime) -> None:
    """Switch a rule off that cannot go on, and say why; its owner sees it on Today."""
    changes = {"on_at": None, "halted_at": now, "halted_why": why, "halted_on": ticket}
    if Rule.objects.filter(pk=row.pk, on_at__isnull=False).update(**changes):
        told = {"why": why, "ticket": ticket.pk if ticket else None}
        record("rule.halted", row, told, actor=acting.actor_of(row.name), now=now)


def _hindrance(row: Rule, rule: rules.Rule, ticket: Ticket, owner: Actor, now: datetime) -> str:
    """Return what keeps a rule from going on at all, or on this ticket, "" for nothing."""
    if row.owner.left_at is not None or not owning.may_all(owner, rule.done) or not _sees(owner, ticket):
        return "owner"
    if pacing.overruns(row, ticket, now):
        return "overrun" if pacing.spreads(row, ticket, now) else pacing.REST
    return next((name for name, gone in GONE.items() if (key := getattr(rule.done, name)) and gone(key)), "")


GONE: Mapping[str, Callable[[int], bool]] = {
    "team": lambda key: not Team.objects.filter(pk=key).exists(),
    "person": lambda key: not Person.objects.filter(pk=key, left_at=None).exists(),
    "checklist": lambda key: not Checklist.objects.filter(pk=key).exists(),
}


def _sees(owner: Actor, ticket: Ticket) -> bool:
    return desk.visible_to(owner).filter(pk=ticket.pk).exists()


def last_event(ticket: Ticket) -> int:
    """Return the last event of a ticket: it is locked, so that what follows up to the end of a run is the run's."""
    return Event.objects.filter(subject_id=ticket.pk).aggregate(last=Max("pk"))["last"] or 0


def _outcome(did: list[list[str]]) -> str:
    outcomes = {outcome for _, outcome, _ in did}
    return next((one for one in ("done", "refused") if one in outcomes), "nothing")


def _tell(row: Rule, ticket: Ticket, did: list[list[str]], now: datetime) -> None:
    """Write on the ticket what a rule did: the line of its thread."""
    done = [action for action, outcome, _ in did if outcome == "done"]
    body = {"rule": row.pk, "version": row.version, "did": done}
    told = events.NewEvent(ticket.subject.chain_id, "rule.ran", now, ticket.pk, body)
    events.append(told, actor=acting.actor_of(row.name), now=now)
