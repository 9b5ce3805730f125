"""Hand a ticket over: offered with a reason, accepted or declined. Until somebody accepts, its owner answers."""

from dataclasses import replace
from datetime import datetime

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import HandOver
from steadfast.apps.commitments.operations import handing
from steadfast.apps.commitments.operations.asking import To
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.identity.models import TeamMember
from steadfast.domain.commitment.hand_over import Thing
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

PERMISSION = "tickets.work"


def offer(ticket_id: int, to: To, *, reason: str, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> HandOver:
    """Offer a ticket, with all that we owe on it, to a person or to whoever is on duty for a team."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        held.refuse_when("resolved", "closed")
        ticket = held.ticket
        thing = Thing(ticket.subject.label, _owner(held), offered_to=handing.offered_to(ticket.pk))
        to = replace(to, permission=PERMISSION)
        return handing.offer(ticket.subject, thing, to, reason, actor=actor, now=now)


def accept(ticket_id: int, offer_id: int, *, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Accept it: from now on the actor answers, for the ticket and for all that we owe on it."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        accept_held(held, _whole(handing.open_offer(offer_id, ticket_id)))


def accept_held(held: Held, found: HandOver) -> None:
    """Accept the offer of a ticket that is held."""
    ticket = held.ticket
    team = found.team_id or _team_of(held)
    handing.accept(found, owner=_owner(held), team_id=team, actor=held.actor, now=held.now)
    for row in held.ours():
        register.reassign(row, owner_id=found.to_person_id, actor=held.actor, now=held.now)
    ticket.owner_id, ticket.team_id, ticket.taken_at = found.to_person_id, team, held.now
    if ticket.state == "new":
        ticket.state = "in progress"


def decline(ticket_id: int, offer_id: int, *, words: str, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Decline it with a word why: its owner goes on answering."""
    with hold(ticket_id, seen, actor=actor, now=now):
        handing.decline(_whole(handing.open_offer(offer_id, ticket_id)), words, actor=actor, now=now)


def take_back(ticket_id: int, offer_id: int, *, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Take the offer back."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        found = _whole(handing.open_offer(offer_id, ticket_id))
        handing.take_back(found, owner=_owner(held), actor=actor, now=now)


def _whole(found: HandOver) -> HandOver:
    if found.commitment_id is not None:
        raise Refused(say("That offer is about one promise; answer it on its own page."))
    return found


def _owner(held: Held) -> int:
    if held.ticket.owner_id is None:
        raise Refused(say("Nobody answers for it yet; take it first."))
    return held.ticket.owner_id


def _team_of(held: Held) -> int | None:
    """Return the ticket's team where the actor is in it, else the actor's first one, else the ticket's still."""
    teams = TeamMember.objects.filter(person_id=held.actor.person_id or 0).order_by("id")
    theirs = list(teams.values_list("team_id", flat=True))
    return held.ticket.team_id if held.ticket.team_id in theirs or not theirs else theirs[0]
