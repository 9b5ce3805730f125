"""What rules did, in words: the log, and the line of a rule in the thread of a ticket."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from steadfast.apps.automation.models import Rule, RuleRun, RuleVersion
from steadfast.apps.automation.queries.rules import kept
from steadfast.apps.desk import queries as desk
from steadfast.domain.automation.rules import words
from steadfast.domain.language import known, listed, say
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event

PAGE = 50
FACTS = ("rule.ran",)
WHY: Mapping[str, str] = {
    "owner": known("its owner may not do any more what it does"),
    "team": known("the team that it names is gone"),
    "person": known("the person whom it names has left"),
    "checklist": known("the checklist that it names is gone"),
    "overrun": known("it acted too often within an hour, on several tickets"),
    "rest": known("it acted here too often within an hour, and leaves the ticket alone for one"),
    "body": known("it cannot be read by this version of Steadfast"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A run; `did`: each action in words, its outcome, and why not."""

    run: RuleRun
    did: list[tuple[str, str, str]]


def lines(actor: Actor, *, rule: int | None = None, before: int | None = None) -> tuple[list[Line], int | None]:
    """Return a page of runs on tickets that an actor sees, newest first, and the cursor to older ones."""
    rows = runs_visible_to(actor).select_related("rule")
    rows = rows.filter(rule=rule) if rule is not None else rows
    rows = rows.filter(pk__lt=before) if before is not None else rows
    found = list(rows.order_by("-pk")[: PAGE + 1])
    told = _versions((run.rule_id, run.version) for run in found[:PAGE])
    shown = [Line(run, _did(run, told.get((run.rule_id, run.version)))) for run in found[:PAGE]]
    return shown, shown[-1].run.pk if len(found) > PAGE else None


def runs_visible_to(actor: Actor) -> QuerySet[RuleRun]:
    """Return the runs on tickets that an actor sees, each with its ticket; what a rule passed by is none."""
    rows = RuleRun.objects.exclude(outcome="passed").filter(ticket__in=desk.visible_to(actor))
    return rows.select_related("ticket__subject")


def why(halt: str) -> str:
    """Return why a rule stopped by itself."""
    return say(WHY[halt]) if halt in WHY else ""


def told(events: Sequence[Event]) -> Mapping[int, str]:
    """Say what rules did on a ticket, each as the rest of a sentence that begins with who did it."""
    keys = {event.pk: (event.data.get("rule", 0), event.data.get("version", 0)) for event in events}
    names = dict(Rule.objects.filter(pk__in={rule for rule, _ in keys.values()}).values_list("pk", "name"))
    of = _versions(keys.values())
    found: dict[int, str] = {}
    for event in events:
        version = of.get(keys[event.pk])
        did = [version.by_action.get(one, "") for one in event.data.get("did", [])] if version else []
        name = names.get(keys[event.pk][0], "")
        found[event.pk] = say("followed the rule “%(name)s”: %(did)s", name=name, did=listed([d for d in did if d]))
    return found


def _versions(keys: Iterable[tuple[int, int]]) -> dict[tuple[int, int], words.Told]:
    """Return versions of rules in words, by rule and number."""
    wanted = set(keys)
    rows = RuleVersion.objects.filter(rule__in={rule for rule, _ in wanted}, no__in={no for _, no in wanted})
    bodies = {row.pk: row for row in rows if (row.rule_id, row.no) in wanted}
    said = kept.told({key: row.body for key, row in bodies.items()})
    return {(bodies[key].rule_id, bodies[key].no): one for key, one in said.items()}


def _did(run: RuleRun, version: words.Told | None) -> list[tuple[str, str, str]]:
    of = version.by_action if version is not None else {}
    return [
        (of.get(action, ""), outcome, say(WHY[reason]) if reason in WHY else reason)
        for action, outcome, reason in run.did
    ]
