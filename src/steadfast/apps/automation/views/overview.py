"""The page of automation: what is there, of each kind."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from steadfast.apps.automation.queries import checklists, forms, recurring
from steadfast.apps.automation.queries.rules import kept
from steadfast.domain.automation import lines
from steadfast.foundation.access import Request, access


@access("automation.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """List it, with a way to write more for who may."""
    rows = [(row, lines.read(row.lines)) for row in checklists.all_of_them()[: checklists.MOST]]
    context = {
        "checklists": rows,
        "rules": list(kept.all_of_them()[: kept.MOST]),
        "recurring": recurring.all_of_them()[: recurring.MOST],
        "forms": [(row, len(row.fields)) for row in forms.all_of_them()[: forms.MOST]],
        "may_ask": request.actor.may("tickets.open"),
        "may_change": request.actor.may("automation.change"),
    }
    return render(request, "automation/index.html", context)
