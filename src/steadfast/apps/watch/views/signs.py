"""The signs of all work, by detector, for who leads the desk and for each of one's own; and putting one off."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from steadfast.apps.watch import operations
from steadfast.apps.watch.models.look import LOOKED, UNTOUCHED
from steadfast.apps.watch.queries import past, signs
from steadfast.domain.language import say
from steadfast.domain.signs import DETECTORS, thresholds
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("watch.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """List them: everybody's or one's own, of all detectors or of one."""
    mine = request.GET.get("whose") == "mine"
    detector = request.GET.get("sign", "")
    detector = detector if detector in DETECTORS else ""
    after = request.GET.get("after") or request.GET.get("before")
    page = signs.listed(request.actor, detector=detector, mine=mine, after=after)
    counted, look = signs.counts(request.actor, mine=mine), signs.looked_at()
    asked = look.asked if look and not mine else {}
    context = {
        "rows": [signs.shown(row) for row in page.rows],
        "page": page,
        "mine": mine,
        "detector": detector,
        "tabs": counted,
        "all": sum(n for _, _, n in counted),
        "look": look,
        "of": [(name, n, asked[key]) for key, name, n in signs.every(counted) if key in asked],
        "looked": asked.get(LOOKED, 0),
        "untouched": asked.get(UNTOUCHED, 0) if not detector else 0,
        "now": clock.now(),
    }
    return render(request, "watch/signs.html", context)


@access("watch.view")
@require_safe
def forecast(request: Request) -> HttpResponse:
    """Tell what the forecast learnt and how well it would have foretold the practice's own past."""
    found = past.lesson()
    context = {"lesson": found, "test": found.backtest if found else None, "cases": thresholds.CASES}
    return render(request, "watch/forecast.html", context)


@access("watch.view")
@require_POST
def later(request: Request, sign_id: int) -> HttpResponse:
    """Put a sign of one's own off until tomorrow morning."""
    row = signs.visible_to(request.actor).filter(pk=sign_id, person=request.actor.person_id).first()
    if row is None:
        raise Http404("No such sign of yours")
    operations.put_off(row, until=_tomorrow(clock.now(), request.actor.zone))
    messages.success(request, say("It is back tomorrow, if it still holds then."))
    return redirect("commitments:today" if request.POST.get("to") == "today" else "watch:index")


def _tomorrow(now: datetime, zone: str) -> datetime:
    here = now.astimezone(ZoneInfo(zone))
    return datetime.combine(here.date() + timedelta(days=1), time(), here.tzinfo)
