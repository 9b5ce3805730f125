"""Hand-overs: a ticket or a promise is offered to a person or a team, and accepted or declined."""

from typing import Any

from django.http import Http404
from ninja import Router, Schema

from steadfast.apps.api.nouns import commitments
from steadfast.apps.api.nouns.commitment_acts import AT, NEEDED
from steadfast.apps.api.serving.answers import Told, version_seen
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Instant, Named, Words, someone
from steadfast.apps.commitments import operations
from steadfast.apps.commitments.models import HandOver
from steadfast.apps.commitments.operations import To
from steadfast.apps.commitments.queries import offers
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk import queries as tickets
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["hand-overs"])


class NewOffer(Given):
    """To whom it is offered, a person or a team, and why."""

    reason: str = NEEDED
    person: Id | None = None
    team: Id | None = None


class Declined(Given):
    """Why."""

    words: Words = ""


class OfferOut(Schema):
    """An offer that waits: until it is accepted who made it answers. `ticket` or `commitment` is what is offered."""

    id: int
    ticket: int | None
    commitment: int | None
    from_person: Named
    to_person: Named
    team: Named | None
    offered_at: Instant
    reason: str


@reads(routes, "/offers", "register.promise", list[OfferOut])
def list_offers(request: Request) -> Told:
    """Read the hand-overs that wait for an answer of whoever's token it is, or that they offered."""
    found = offers.of_person(request.actor, now=clock.now())
    return Told([_offer(one.row) for one in (*found.to_me, *found.by_me)])


@writes(routes, f"{AT}/offers", "register.promise", OfferOut, status=201)
def offer_commitment(request: Request, number: int, typed: NewOffer) -> Told:
    """Offer one promise of ours to a person or a team; until they accept its owner answers."""
    row = commitments.find(request, number)
    seen = version_seen(request)
    made = operations.offer_one(
        row.pk, _to(typed), reason=typed.reason, seen=seen, actor=request.actor, now=clock.now()
    )
    return Told(_offer(_whole(made.pk)), 201)


@writes(routes, "/tickets/{number:number}/offers", "tickets.work", OfferOut, status=201)
def offer_ticket(request: Request, number: int, typed: NewOffer) -> Told:
    """Hand a ticket over, with all that we owe on it; until they accept its owner answers."""
    ticket = tickets.find(number, request.actor)
    if ticket is None:
        raise Http404
    seen = desk.Seen(version=version_seen(request))
    made = desk.offer(ticket.pk, _to(typed), reason=typed.reason, seen=seen, actor=request.actor, now=clock.now())
    return Told(_offer(_whole(made.pk)), 201)


@writes(routes, "/offers/{number:offer_id}/accept", "register.promise", OfferOut)
def accept_offer(request: Request, offer_id: int) -> Told:
    """Accept it: from now on whoever's token it is answers."""
    return _answered(request, offer_id, desk.accept, operations.accept_one)


@writes(routes, "/offers/{number:offer_id}/decline", "register.promise", OfferOut)
def decline_offer(request: Request, offer_id: int, typed: Declined) -> Told:
    """Decline it, with a word why."""
    return _answered(request, offer_id, desk.decline, operations.decline_one, words=typed.words)


@writes(routes, "/offers/{number:offer_id}/take-back", "register.promise", OfferOut)
def take_offer_back(request: Request, offer_id: int) -> Told:
    """Take it back."""
    return _answered(request, offer_id, desk.take_back, operations.take_back_one)


def _to(typed: NewOffer) -> To:
    if (typed.person is None) == (typed.team is None):
        raise Refused("Say either a person or a team.")
    return To(person_id=typed.person, team_id=typed.team)


def _answered(request: Request, offer_id: int, of_ticket: Any, of_promise: Any, **said: Any) -> Told:
    """Answer an offer by the operation for what it offers: a whole ticket or one promise."""
    found, by = _whole(offer_id), {"actor": request.actor, "now": clock.now()}
    if found.commitment_id is not None:
        commitments.find(request, found.commitment_id)
        of_promise(offer_id, **said, **by)
    else:
        ticket = tickets.find(found.subject.number, request.actor) if found.subject.kind == "ticket" else None
        if ticket is None or not request.actor.may("tickets.work"):
            raise Http404
        of_ticket(ticket.pk, offer_id, **said, **by)
    return Told(_offer(_whole(offer_id)))


def _whole(offer_id: int) -> HandOver:
    found = HandOver.objects.filter(pk=offer_id).select_related(*offers.WITH).first()
    if found is None:
        raise Http404
    return found


def _offer(row: HandOver) -> dict[str, Any]:
    return {
        "id": row.pk,
        "ticket": row.subject.number if row.subject.kind == "ticket" else None,
        "commitment": row.commitment_id,
        **{name: someone(getattr(row, name)) for name in ("from_person", "to_person", "team")},
        "offered_at": row.offered_at,
        "reason": row.reason,
    }
