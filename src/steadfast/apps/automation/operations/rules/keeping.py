"""Write a rule. Each change is a version of its own, and is off until somebody has seen what it would have done."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from steadfast.apps.automation.models import Rule, RuleVersion
from steadfast.apps.automation.operations.rules import owning
from steadfast.apps.automation.queries.rules import kept, trial
from steadfast.domain.automation import rules
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN
from steadfast.foundation.seen import refuse_stale

MOST = kept.MOST
CHOSEN = ("clients", "agreements", "teams", "channels", "priorities")
TYPED = ("categories", "words", "domains")  # several, with commas between them
SINGLE = ("kind", "hours", "impact", "urgency", "team", "person", "checklist", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A rule as it shall be; `owner_id`: who answers for what it does."""

    name: str
    owner_id: int
    rule: rules.Rule


@transaction.atomic
def keep(rule_id: int | None, said: Kept, *, seen: str = "", actor: Actor, now: datetime) -> Rule:
    """Write it, a new one without an id, last in the order. Raise Stale when it is not the one that was `seen`."""
    if found := rules.faults(said.rule):
        raise Refused(" ".join(f"{fault.field}: {say(fault.why)}." for fault in found))
    owning.require(said.owner_id, said.rule.done, actor=actor)
    rows = Rule.objects.filter(removed_at=None)
    if rule_id is None:
        if rows.count() >= MOST:
            raise Refused(say("There are %(most)s rules already; remove one first.", most=MOST))
        last = rows.aggregate(last=Max("place"))["last"] or 0
        row = Rule(place=last + 1, version=0)
    else:
        row = hold(rule_id)
        refuse_stale(seen, present(row))
    if rows.filter(name__iexact=said.name).exclude(pk=rule_id or 0).exists():
        raise Refused(say("Another rule is called “%(name)s”.", name=said.name))
    row.name, row.owner_id, row.when, row.body = said.name, said.owner_id, said.rule.when, rules.written(said.rule)
    row.version, row.changed_at = row.version + 1, now
    row.on_at = row.tried_version = row.tried_at = row.halted_at = row.halted_on = None
    row.trial, row.halted_why = {}, ""
    row.save()
    version = {"rule": row, "no": row.version, "name": row.name, "body": row.body}
    RuleVersion.objects.create(**version, by_id=actor.person_id, at=now)
    record("rule.changed" if rule_id else "rule.made", row, {"body": row.body}, actor=actor, now=now)
    return row


def try_out(rule_id: int, *, actor: Actor, now: datetime) -> Rule:
    """Try it on the last month and keep what was found, so that it may be switched on.

    Looking takes a second or so and locks nothing; where somebody changed the rule meanwhile nothing is kept.
    """
    before = Rule.objects.get(pk=rule_id, removed_at=None)
    found = trial.trial(rules.read(before.body), actor=actor, now=now)
    with transaction.atomic():
        row = hold(rule_id)
        if row.version != before.version:
            return row
        row.tried_version, row.tried_at = row.version, now
        row.trial = {**asdict(found), "since": found.since.isoformat()}
        row.save(update_fields=["tried_version", "tried_at", "trial"])
        counts = {name: row.trial[name] for name in ("looked", "matched", "changed")}
        record("rule.tried", row, counts, actor=actor, now=now)
        return row


@transaction.atomic
def switch(rule_id: int, *, on: bool, actor: Actor, now: datetime) -> Rule:
    """Switch it on or off; Refused where nobody has seen what this version would have done."""
    row = hold(rule_id)
    if on and row.tried_version != row.version:
        raise Refused(say("Try it on the last month first, and look at what it would have done."))
    if (row.on_at is not None) == on:
        return row
    row.on_at = now if on else None
    row.halted_at, row.halted_why, row.halted_on = None, "", None
    row.save(update_fields=["on_at", "halted_at", "halted_why", "halted_on"])
    record("rule.switched_on" if on else "rule.switched_off", row, {}, actor=actor, now=now)
    return row


@transaction.atomic
def move(rule_id: int, *, up: bool, actor: Actor, now: datetime) -> None:
    """Let it run one place earlier or later; at the end of the order nothing happens."""
    rows = list(Rule.objects.select_for_update(no_key=True).filter(removed_at=None).order_by("place", "pk"))
    at = next((n for n, row in enumerate(rows) if row.pk == rule_id), None)
    to = None if at is None else at + (-1 if up else 1)
    if at is None or to is None or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for place, row in enumerate(rows, 1):
        if row.place != place:
            Rule.objects.filter(pk=row.pk).update(place=place)
    record("rule.moved", rows[to], {"place": to + 1}, actor=actor, now=now)


@transaction.atomic
def remove(rule_id: int, *, actor: Actor, now: datetime) -> None:
    """Remove it: it runs no more; what it did stays in the log."""
    row = hold(rule_id)
    row.on_at, row.removed_at = None, now
    row.save(update_fields=["on_at", "removed_at"])
    record("rule.removed", row, {}, actor=actor, now=now)


def hold(rule_id: int) -> Rule:
    """Return a rule, locked; Rule.DoesNotExist for one that was removed."""
    return Rule.objects.select_for_update(no_key=True, of=("self",)).get(pk=rule_id, removed_at=None)


def present(row: Rule) -> dict[str, Any]:
    """Return what a form shows of it."""
    said = {**row.body.get("if", {}), **row.body.get("then", {})}
    lists = {name: said.get(name, []) for name in CHOSEN}
    typed = {name: ", ".join(said.get(name, [])) for name in TYPED}
    single = {name: said.get(name, "") for name in SINGLE}
    first = {"name": row.name, "owner": row.owner_id, "when": row.when, "match": row.body.get("match", "all")}
    first["open_hours"] = row.body.get("open_hours", "")
    return {**first, **lists, **typed, **single, "untaken": said.get("untaken", False)}


def record(kind: str, row: Rule, also: dict[str, Any], *, actor: Actor, now: datetime) -> None:
    """Append what happened with a rule to the chain of the practice."""
    said = {"rule": row.pk, "name": row.name, "version": row.version, **also}
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, said), actor=actor, now=now)
