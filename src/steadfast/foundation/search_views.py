"""The page of search, and what the palette offers while somebody types. Both are for everybody who signed in.

Each reader finds what they may see and nothing else; the page works without JavaScript, and with it shows while typing.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from steadfast.foundation import addresses, clock
from steadfast.foundation.access import SIGNED_IN, Request, access
from steadfast.foundation.frames import framed
from steadfast.foundation.search import asking, finding, narrowing
from steadfast.foundation.search.sources import every

OFFERED = 8  # hits in the palette


@access(SIGNED_IN)
@never_cache
@require_safe
def index(request: Request) -> HttpResponse:
    """Show what has the words, newest first."""
    text, actor = _text(request), request.actor
    names = narrowing.every() if actor.client_id is None else []
    within = next(((n.name, value) for n in names if (value := request.GET.get(n.name, ""))), finding.NOWHERE)
    kind = request.GET.get("kind", "")
    below = addresses.number_of(request.GET.get("before", ""))
    context = {
        "text": text,
        "kind": kind if kind in {source.name for source in every()} else "",
        "answer": finding.answer(text, actor=actor, kind=kind, within=within, below=below),
        "narrowings": [(one, one.choices(actor)) for one in names],
        "within": within[1],
        "later": below is not None,
        "now": clock.now(),
    }
    return framed(request, "search/index.html", context)


@access(SIGNED_IN)
@never_cache
@require_safe
def options(request: Request) -> HttpResponse:
    """Give the best few hits as options of the palette's list."""
    shown = finding.offer(_text(request), actor=request.actor, size=OFFERED)
    return render(request, "search/options.html", {"shown": shown})


def _text(request: Request) -> str:
    return request.GET.get("q", "")[: asking.LONGEST].replace("\0", " ").strip()
