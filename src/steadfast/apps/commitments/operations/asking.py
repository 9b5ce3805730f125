"""Whom a hand-over asks: a person, or whoever is on duty for a team, with what the domain must know of them."""

from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person, Team
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.hand_over import Candidate
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say


@dataclass(frozen=True, slots=True)
class To:
    """Whom something is offered to: a person, or a team; `permission` is what they need to work on it."""

    person_id: int | None = None
    team_id: int | None = None
    permission: str = "register.promise"


def candidate(to: To, now: datetime) -> Candidate:
    """Return who is asked; Refused for nobody."""
    if to.team_id is not None:
        team = Team.objects.select_related("duty_owner").filter(pk=to.team_id).first()
        if team is None:
            raise Refused(say("There is no such team."))
        duty = identity.duty_owner_of(team, now)
        return Candidate(duty.pk, duty.name, team.name, may=identity.actor_of(duty).may(to.permission))
    person = Person.objects.filter(pk=to.person_id or 0, party_id=PRACTICE_ID).first()
    if person is None:
        raise Refused(say("Say to whom: a person or a team."))
    stand_in = identity.stands_in_for(person.pk, now)
    left = person.left_at is not None
    deputy = "" if left or stand_in.person == person.pk else identity.names_of([stand_in.person])[stand_in.person]
    may = identity.actor_of(person).may(to.permission)
    return Candidate(person.pk, person.name, left=left, may=may, stand_in=deputy)
