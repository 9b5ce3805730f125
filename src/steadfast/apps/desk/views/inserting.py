"""Insert a canned reply on a ticket: its words, filled in, stand in the composer and can be changed. Nothing is sent.

Without a script a press of “Canned reply …” shows the choice and another one inserts it. With one, “/” and a name do.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from steadfast.apps.desk.forms.composer import Composer
from steadfast.apps.desk.queries import canned
from steadfast.apps.desk.queries.canned import Place
from steadfast.apps.desk.views.ticket import find, page
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.files.arriving import takes_files

MENU = 12  # replies in the menu of the slash


@takes_files()
@access("tickets.note")
@require_http_methods(["GET", "POST"])
def insert(request: Request, number: int) -> HttpResponse:
    """Show which replies fit, or put the chosen one behind what was typed."""
    ticket, now = find(request, number), clock.now()
    place = Place(ticket, getattr(request, "practice_name", ""), request.actor, now)
    if request.method == "GET":
        words = request.GET.get("q", "")[:80]
        found = canned.on(ticket, request.actor, words)[:MENU]
        shown = [(row, canned.filled(row.text, place)) for row in found]
        return render(request, "desk/canned_menu.html", {"found": shown, "words": words})
    replies = canned.on(ticket, request.actor)
    chosen = next((row for row in replies if str(row.pk) == request.POST.get("canned")), None)
    data = request.POST.copy()
    if chosen is not None:
        data["text"] = _behind(data.get("text", ""), canned.filled(chosen.text, place))
    form = Composer(data, files=request.FILES, act="canned", now=now, zone=request.actor.zone)
    form.is_valid()
    if chosen is None and "canned" in request.POST:
        form.add_error("canned", _("Choose a canned reply."))
    return page(request, ticket, now=now, form=form, act="canned", canned=[] if chosen else replies)


def _behind(typed: str, words: str) -> str:
    return f"{typed.rstrip()}\n\n{words}" if typed.strip() else words
