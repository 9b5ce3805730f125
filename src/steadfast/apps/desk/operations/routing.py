"""Route: bring a ticket that nobody has taken to another team. Its duty owner answers, as for what is opened there.

What somebody has taken is theirs: it is offered to the team (handing), and goes when that is accepted.
"""

from datetime import datetime

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.operations import handing
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Team
from steadfast.domain.commitment.hand_over import Offer
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor


def route(ticket_id: int, team_id: int, *, reason: str, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Bring it to a team; Refused where somebody has taken it, or it is there already."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        held.refuse_when("resolved", "closed")
        ticket, team = held.ticket, Team.objects.select_related("duty_owner").filter(pk=team_id).first()
        if team is None:
            raise Refused(say("There is no such team."))
        if ticket.taken_at is not None:
            raise Refused(say("Somebody has taken it; offer it to the team."))
        if ticket.team_id == team.pk:
            raise Refused(say("It is with that team already."))
        register.overtake(ticket.pk, actor=actor, now=now)
        held.record("ticket.routed", {"from": ticket.team_id, "team": team.pk})
        ticket.team_id = team.pk
        _pass(held, identity.duty_owner_of(team, now).pk, reason)


def _pass(held: Held, to: int, reason: str) -> None:
    """Let who is on duty for its team answer, for the ticket and for what its owner owes on it."""
    ticket, before = held.ticket, held.ticket.owner_id
    if before is None or before == to:
        ticket.owner_id = to
        return
    moved = [row for row in held.ours() if row.owner_id == before]
    decided, keys = Offer(before, to, held.now), [row.pk for row in moved]
    said = {"commitment_id": None, "moved": keys, "actor": held.actor, "now": held.now}
    handing.passed(ticket.subject, decided, reason, **said)  # type: ignore[arg-type]
    for row in moved:
        register.reassign(row, owner_id=to, actor=held.actor, now=held.now)
    ticket.owner_id = to
