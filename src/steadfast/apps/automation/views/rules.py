"""Rules: their list in the order in which they run, each with its words, its dry run and what it did."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.automation.forms.rules import RuleForm
from steadfast.apps.automation.models import Rule
from steadfast.apps.automation.operations.rules import keeping
from steadfast.apps.automation.queries.rules import kept, log
from steadfast.apps.desk import queries as desk
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.seen import Stale


@access("automation.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """List the rules in their order, with what they did within 30 days."""
    rows = list(kept.all_of_them()[: kept.MOST])
    told, numbers = kept.told({row.pk: row.body for row in rows}), kept.numbers(clock.now())
    shown = [(row, told.get(row.pk), numbers.get(row.pk, {}), log.why(row.halted_why)) for row in rows]
    return render(request, "automation/rules.html", {"rows": shown, "may_change": _may(request)})


@access("automation.change")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask for a new one and keep it, off."""
    return _edit(request, None)


@access("automation.change")
@require_http_methods(["GET", "POST"])
def edit(request: Request, rule_id: int) -> HttpResponse:
    """Change one: it is off then, until it was tried anew."""
    return _edit(request, _find(rule_id))


@access("automation.view")
@require_safe
def show(request: Request, rule_id: int) -> HttpResponse:
    """Show a rule in words, its dry run, what it did, and its versions."""
    row, now = _find(rule_id), clock.now()
    lines, older = log.lines(request.actor, rule=row.pk, before=_before(request))
    context = {
        "row": row,
        "told": kept.told({row.pk: row.body}).get(row.pk),
        "trial": _trial(row, request) if row.tried_version == row.version else None,
        "lines": lines,
        "older": older,
        "numbers": kept.numbers(now).get(row.pk, {}),
        "why": log.why(row.halted_why),
        "versions": row.versions.select_related("by").order_by("-no")[:10],
        "may_change": _may(request),
    }
    return render(request, "automation/rule.html", context)


@access("automation.view")
@require_safe
def runs(request: Request) -> HttpResponse:
    """Show what all rules did, newest first."""
    lines, older = log.lines(request.actor, before=_before(request))
    return render(request, "automation/rule_log.html", {"lines": lines, "older": older})


@access("automation.change")
@require_POST
def try_out(request: Request, rule_id: int) -> HttpResponse:
    """Try it on the last month: nothing is written but what was found."""
    keeping.try_out(_find(rule_id).pk, actor=request.actor, now=clock.now())
    return redirect("automation:rule", rule_id)


@access("automation.change")
@require_POST
def switch(request: Request, rule_id: int) -> HttpResponse:
    """Switch it on with `on`, else off."""
    on = "on" in request.POST
    try:
        row = keeping.switch(_find(rule_id).pk, on=on, actor=request.actor, now=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        words = _("“%(name)s” is on from now on.") if on else _("“%(name)s” is off.")
        messages.success(request, words % {"name": row.name})
    return redirect("automation:rule", rule_id)


@access("automation.change")
@require_POST
def move(request: Request, rule_id: int) -> HttpResponse:
    """Let it run a place earlier with `up`, else later."""
    keeping.move(_find(rule_id).pk, up="up" in request.POST, actor=request.actor, now=clock.now())
    return redirect("automation:rules")


@access("automation.change")
@require_POST
def remove(request: Request, rule_id: int) -> HttpResponse:
    """Remove it; what it did stays."""
    row = _find(rule_id)
    keeping.remove(row.pk, actor=request.actor, now=clock.now())
    messages.success(request, _("“%(name)s” is removed. What it did stays.") % {"name": row.name})
    return redirect("automation:rules")


def _may(request: Request) -> bool:
    return request.actor.may("automation.change")


def _find(rule_id: int) -> Rule:
    row = kept.all_of_them().filter(pk=rule_id).first()
    if row is None:
        raise Http404("No such rule")
    return row


def _before(request: Request) -> int | None:
    given = request.GET.get("before", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None


def _trial(row: Rule, request: Request) -> dict[str, Any]:
    """Return what the dry run found, with the tickets that the reader sees and each action in words."""
    found, told = row.trial, kept.told({row.pk: row.body}).get(row.pk)
    of = told.by_action if told is not None else {}
    keys = [one["ticket"] for one in found["rows"]]
    seen = desk.visible_to(request.actor).filter(pk__in=keys).select_related("subject", "client")
    tickets = {ticket.pk: ticket for ticket in seen}
    rows = [
        (tickets[one["ticket"]], datetime.fromisoformat(one["at"]), [of.get(name, "") for name in one["changes"]])
        for one in found["rows"]
        if one["ticket"] in tickets
    ]
    return {**found, "since": datetime.fromisoformat(found["since"]), "rows": rows}


def _edit(request: Request, row: Rule | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    present = keeping.present(row) if row else None
    form = RuleForm(
        data, present=present, initial={} if row else {"owner": request.actor.person_id}, actor=request.actor
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        by = {"actor": request.actor, "now": clock.now()}
        try:
            saved = keeping.keep(row.pk if row else None, form.said(), seen=form.seen_then, **by)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as stale:
            form.come_back(stale)
            status = 409
        else:
            messages.success(
                request, _("“%(name)s” is kept, and off. Try it on the last month.") % {"name": saved.name}
            )
            return redirect("automation:rule", saved.pk)
    return render(request, "automation/rule_form.html", {"form": form, "row": row}, status=status)
