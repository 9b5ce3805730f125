"""What is agreed with the client, in plain sentences from the clauses in force."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from steadfast.apps.portal.queries import agreed, availability
from steadfast.apps.portal.views.home import client_of
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("portal.use")
@require_safe
def index(request: Request) -> HttpResponse:
    client, now = client_of(request), clock.now()
    context = {"client": client, "now": now, "agreed": agreed.of(client, request.actor, now=now)}
    context["months"] = availability.months(client, request.actor, now=now)
    return render(request, "portal/agreements.html", context)
