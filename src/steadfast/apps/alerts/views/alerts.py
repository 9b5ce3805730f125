"""What fires now, by client; what maintenance keeps silent; what nobody could place."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from steadfast.apps.alerts import queries
from steadfast.apps.alerts.queries import shown
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("alerts.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """List what fires now."""
    way = request.GET.get("which", "")
    way = way if way in shown.WAYS else "firing"
    rows = list(queries.firing(request.actor, way).order_by("-first_at", "-pk")[: shown.MOST])
    counts = queries.counts(request.actor)
    context = {
        "groups": queries.by_client(rows),
        "way": way,
        "counts": counts,
        "shown": len(rows),
        "total": counts[way],
        "running": queries.running(clock.now()) if way == "maintenance" else [],
        "has_sources": request.actor.may("alerts.manage") and queries.sources_visible_to(request.actor).exists(),
        "now": clock.now(),
    }
    return render(request, "alerts/list.html", context)
