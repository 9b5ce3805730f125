"""The page of one commitment: who owes what to whom, why it falls due then, and everything that happened to it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from steadfast.apps.commitments import links
from steadfast.apps.commitments.forms.act import Act
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries import offers, parties
from steadfast.apps.commitments.queries import story as reading
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.sentence import sentence
from steadfast.domain.commitment.terms import BY_WORD
from steadfast.foundation import clock, local_moment, moments, subjects
from steadfast.foundation.access import Request, access


@access("register.show")
@require_safe
def show(request: Request, number: int) -> HttpResponse:
    """Show a commitment."""
    return page(request, find(request, number), now=clock.now())


def find(request: Request, number: int) -> Commitment:
    """Return a commitment that the reader may see, or answer 404."""
    row = reading.find(number, request.actor)
    if row is None:
        raise Http404("No such commitment")
    return row


def page(
    request: Request, row: Commitment, *, now: datetime, form: Act | None = None, act: str = "", status: int = 200
) -> HttpResponse:
    """Render the page; a bound form keeps what was typed and says what is wrong with it."""
    actor = request.actor
    inside, is_open = actor.client_id is None, row.closed_at is None
    told = reading.story(row, actor, now=now)
    asked = told.open_proposal
    context: dict[str, Any] = {
        "row": row,
        "story": told,
        "title": sentence(row.kind, row.what, row.client.name if row.client else "", row.subject.title),
        "about": subjects.url_of(row.subject),
        "now": now,
        "inside": inside,
        "acts": actor.may("register.promise"),
        "may_void": actor.may("register.void"),
        "movable": is_open and now <= row.due_at,
        "is_open": is_open,
        "late": is_open and now > row.due_at,
        "by_word": row.terms is None or row.terms.body["stops"] in BY_WORD,
        "people": parties.people_of(row.creditor_id) if inside and is_open else [],
        "asks_me": asked is not None and answers_for(row, actor.person_id, actor.client_id),
        "link": request.build_absolute_uri(links.path_of(asked)) if asked is not None and inside else "",
        "soonest": local_moment.typed(now, moments.zone_of(actor.zone)),
        "zone": actor.zone,
        "offers": offers.of_commitment(row, actor, now=now),
        "form": form,
        "act": act,
        "stale": status == 409,
    }
    return render(request, "commitments/commitment.html", context, status=status)


def answers_for(row: Commitment, person_id: int | None, client_id: int | None) -> bool:
    """Tell whether a reader is of the creditor's side: their contact, or inside the member to whom it is owed."""
    if client_id is not None:
        return client_id == row.creditor_id
    return row.direction == "inside" and person_id == row.creditor_person_id


def asked_people(row: Commitment) -> list[Person]:
    """Return whom of the creditor's side a form offers."""
    return parties.people_of(row.creditor_id)
