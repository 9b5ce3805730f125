""" "We lead now": what changes when the practice has the last word on what came from a source; a POST says it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from steadfast.apps.imports import leading, operations
from steadfast.apps.imports.queries import feeds as queries
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("imports.manage")
@require_http_methods(["GET", "POST"])
def lead(request: Request, source_id: int) -> HttpResponse:
    """Say what changes; a POST changes it, the other way round with `leads` = source."""
    source = get_object_or_404(queries.sources_visible_to(request.actor), pk=source_id)
    if request.method == "POST":
        leads = "source" if request.POST.get("leads") == "source" else "practice"
        operations.lead(source.name, leads=leads, actor=request.actor, now=clock.now())
        if leads == "practice":
            messages.success(request, _("You lead what came from %(name)s now.") % {"name": source.name})
        else:
            messages.success(request, _("%(name)s leads again.") % {"name": source.name})
        return redirect("imports:source", source.pk)
    context = {"source": source, "feed": queries.feed_of(source), "told": leading.told(source.name)}
    return render(request, "imports/lead.html", context)
