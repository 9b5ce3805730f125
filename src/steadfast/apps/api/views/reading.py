"""What a programmer reads: the description that programs read, and the same as a page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from steadfast.apps.api import problems, scopes
from steadfast.apps.api.served import api
from steadfast.apps.api.serving import answers
from steadfast.apps.api.serving import schema as described
from steadfast.foundation.access import PUBLIC, Request, access

EXPLAINED = {**problems.DETAILS, **described.MORE}


@access(PUBLIC)
@require_safe
@cache_control(public=True, max_age=300)
def schema(request: Request) -> HttpResponse:
    """Send the OpenAPI document."""
    return HttpResponse(answers.text(described.of(api)), content_type=answers.JSON)


@access(PUBLIC)
@require_safe
def index(request: Request) -> HttpResponse:
    """Show every operation with what it needs, every scope and every kind of problem."""
    document = described.of(api)
    by_tag: dict[str, list[dict[str, str]]] = {}
    for address, methods in document["paths"].items():
        for method, one in methods.items():
            row = {
                "method": method.upper(),
                "address": address.removeprefix("/api/v1"),
                "needs": " · ".join(one["x-scopes"]),
            }
            by_tag.setdefault(one["tags"][0], []).append({**row, "says": one["description"]})
    context = {
        "by_tag": by_tag,
        "scopes": [(name, words) for name, (words, _) in scopes.SCOPES.items()],
        "problems": [(status, kind, EXPLAINED[status]) for status, kind in problems.KINDS.items()],
        "may_make": request.actor.may("tokens.own"),
    }
    return render(request, "api/index.html", context)
