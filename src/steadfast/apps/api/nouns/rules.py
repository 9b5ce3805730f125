"""Rules: what each does in words and as data, what it did, and a switch to stop it.

A rule is written, tried and switched on by a person, who has seen what it would have done; a program may stop it.
"""

from typing import Any

from django.http import Http404
from ninja import Query, Router, Schema

from steadfast.apps.api.serving.answers import Told
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Instant, Named, Paging, page_of, paged, someone
from steadfast.apps.automation.models import Rule, RuleRun
from steadfast.apps.automation.operations.rules import keeping
from steadfast.apps.automation.queries.rules import kept, log
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["automation"])
ONE = "/rules/{number:rule_id}"


class RuleOut(Schema):
    """`body`: when, if and then as data; `in_words` the same for people. `halted_why`: why it stopped by itself."""

    id: int
    name: str
    owner: Named
    place: int
    version: int
    in_words: str
    body: dict[str, Any]
    changed_at: Instant
    tried_at: Instant | None
    on_at: Instant | None
    halted_at: Instant | None
    halted_why: str
    ran: dict[str, int]


class Did(Schema):
    """One action of a run; `outcome`: done, nothing, refused or halted, with why."""

    action: str
    outcome: str
    why: str


class RunOut(Schema):
    """One event for which a rule held."""

    ticket: int
    version: int
    at: Instant
    outcome: str
    did: list[Did]


@reads(routes, "/rules", "automation.view", list[RuleOut])
def list_rules(request: Request) -> Told:
    """Read the rules in the order in which they run; `ran` counts the last 30 days by outcome."""
    return Told(_told(list(kept.all_of_them()[: kept.MOST])))


@reads(routes, ONE, "automation.view", RuleOut)
def get_rule(request: Request, rule_id: int) -> Told:
    """Read one rule."""
    return Told(_told([_find(rule_id)])[0])


@reads(routes, ONE + "/runs", "automation.view", page_of(RunOut))
def list_runs_of_rule(request: Request, rule_id: int, asked: Query[Paging]) -> Told:
    """List what a rule did on tickets in sight, newest first."""
    rows = log.runs_visible_to(request.actor).filter(rule=_find(rule_id))
    return Told(paged(rows, ("-at", "-id"), asked, _run))


@writes(routes, ONE + "/switch-off", "automation.change", RuleOut)
def switch_rule_off(request: Request, rule_id: int) -> Told:
    """Let a rule do nothing until a person switches it on again."""
    keeping.switch(_find(rule_id).pk, on=False, actor=request.actor, now=clock.now())
    return get_rule(request, rule_id)


def _find(rule_id: int) -> Rule:
    row = kept.all_of_them().filter(pk=rule_id).first()
    if row is None:
        raise Http404
    return row


def _told(rows: list[Rule]) -> list[dict[str, Any]]:
    words, numbers = kept.told({row.pk: row.body for row in rows}), kept.numbers(clock.now())
    plain = ("name", "place", "version", "body", "changed_at", "tried_at", "on_at", "halted_at", "halted_why")
    return [
        {
            "id": row.pk,
            **{name: getattr(row, name) for name in plain},
            "owner": someone(row.owner),
            "in_words": words[row.pk].sentence if row.pk in words else "",
            "ran": numbers.get(row.pk, {}),
        }
        for row in rows
    ]


def _run(row: RuleRun) -> dict[str, Any]:
    did = [{"action": action, "outcome": outcome, "why": why} for action, outcome, why in row.did]
    return {
        "ticket": row.ticket.subject.number,
        "version": row.version,
        "at": row.at,
        "outcome": row.outcome,
        "did": did,
    }
