"""The register: every commitment in every direction, filtered by the address, as a page or as a file."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from steadfast.apps.commitments import queries
from steadfast.apps.commitments.models.commitment import DIRECTIONS
from steadfast.apps.commitments.queries import listing
from steadfast.apps.commitments.queries.choices import Choices, choices
from steadfast.apps.commitments.queries.filters import KINDS, LEADERS, ME, VERDICTS, BadFilter, Filters, read
from steadfast.apps.commitments.queries.saved import saved
from steadfast.apps.identity.queries import saved_views
from steadfast.domain.language import known as word_of
from steadfast.domain.language import say
from steadfast.domain.service_level.priority import PRIORITIES
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access
from steadfast.foundation.choosing import options
from steadfast.foundation.frames import bad_address, framed

SIZE = 25
WAYS = {
    "ours": word_of("What we owe"),
    "theirs": word_of("Owed to us"),
    "inside": word_of("Inside"),
    "between": word_of("Between others"),
}


@access("register.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """List the commitments that the address names, a page at a time."""
    try:
        filters = read(request.GET)
        known = choices(filters)
    except BadFilter as error:
        return bad_address(request, error)
    first, kept = saved_views.of_page(request.actor, "register", request.GET)
    if first:
        return redirect(first)
    now = clock.now()
    chosen = listing.select(filters, request.actor, known, now=now)
    after = request.GET.get("after") or request.GET.get("before")
    counted = None
    if after or filters.names_a_person:
        page = listing.page(chosen, after=after, size=SIZE)
    else:
        page, counted = listing.first_page(chosen, size=SIZE)
    context = {
        "filters": filters,
        "page": page,
        "rows": queries.shown(page.rows, now=now, zone=request.actor.zone),
        "counted": counted,
        "ready": saved(filters),
        "views": kept,
        "is_default": filters == Filters(),
        "is_first": not after,
        "look": pages.LOOK,
        "now": now,
        **_options(filters, known),
    }
    return framed(request, "commitments/register.html", context)


def _options(filters: Filters, known: Choices) -> dict[str, SafeString]:
    kinds = [*KINDS, *([filters.kind] if filters.kind and filters.kind not in KINDS else [])]
    owners = [(ME, say("Me")), (LEADERS, say("Leaders")), *((str(key), name) for key, name in known.members)]
    return {
        "verdicts": options(((word, say(word)) for word in VERDICTS), filters.verdict),
        "directions": options(((word, say(WAYS[word])) for word in DIRECTIONS), filters.direction),
        "kinds": options(((word, say(word)) for word in kinds), filters.kind),
        "priorities": options(((word, word) for word in PRIORITIES), filters.priority),
        "owners": options(owners, filters.owner),
        "clients": options(known.clients, filters.client),
        "debtors": options(known.parties, filters.debtor),
        "creditors": options(known.parties, filters.creditor),
        "teams": options(known.teams, filters.team),
    }
