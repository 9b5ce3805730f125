"""Hand-overs: offered, then accepted or declined. Until somebody accepts, the old owner answers.

Each function is one decision: it refuses with a reason, or gives the hand-over that follows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import known, say


@dataclass(frozen=True, slots=True)
class Thing:
    """What is to be handed over: a subject or one promise on it, as people call it, and who answers for it now."""

    label: str
    owner: int
    is_open: bool = True
    offered_to: str = ""  # whom an open offer waits for, by name


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom it is offered to: a person, or the duty owner of a team at this moment."""

    person: int
    name: str
    team: str = ""
    left: bool = False
    may: bool = True
    stand_in: str = ""  # who answers for them while they are away


@dataclass(frozen=True, slots=True)
class Offer:
    """A hand-over as its events tell it. `answer`: "" while it waits."""

    from_person: int
    to_person: int
    offered_at: datetime
    team: int | None = None
    absence: int | None = None
    answered_at: datetime | None = None
    answer: str = ""


def offer(thing: Thing, to: Candidate, reason: str, *, at: datetime, team: int | None = None) -> Offer:
    """Offer it. To somebody who is away it is not offered: their deputy answers, and can be asked at once."""
    if not thing.is_open:
        raise Refused(say("%(label)s is closed; there is nothing to hand over.", label=thing.label))
    if not reason.strip():
        raise Refused(say("Say why you hand it over."))
    if thing.offered_to:
        raise Refused(
            say(
                "%(label)s is offered to %(offered_to)s already; take that offer back first.",
                label=thing.label,
                offered_to=thing.offered_to,
            )
        )
    _can_answer(to)
    if to.person == thing.owner:
        if not to.team:
            raise Refused(say("%(label)s is theirs already.", label=thing.label))
        raise Refused(
            say(
                "%(name)s answers for %(team)s now, and for %(label)s already.",
                name=to.name,
                team=to.team,
                label=thing.label,
            )
        )
    return Offer(thing.owner, to.person, at, team)


def _can_answer(to: Candidate) -> None:
    if to.left:
        raise Refused(say("%(name)s has left.", name=to.name))
    if not to.may:
        raise Refused(say("%(name)s does not work on this.", name=to.name))
    if to.stand_in:
        raise Refused(
            say(
                "%(name)s is away; %(stand_in)s answers meanwhile. Offer it to %(stand_in)s.",
                name=to.name,
                stand_in=to.stand_in,
            )
        )


def accept(found: Offer, by: int, answering: Iterable[int], *, owner: int, at: datetime) -> Offer:
    """Accept it: from now on the accepter answers. `answering`: who may, the one asked or who stands in for them."""
    _waits(found)
    _may(by, answering, say("It was not offered to you; only who was asked can accept it."))
    if by == owner:
        raise Refused(say("It is yours already; take the offer back instead."))
    return replace(found, to_person=by, answered_at=at, answer=known("accepted"))


def decline(found: Offer, by: int, answering: Iterable[int], words: str, *, at: datetime) -> Offer:
    """Decline it, saying why: the old owner goes on answering."""
    _waits(found)
    _may(by, answering, say("It was not offered to you; only who was asked can decline it."))
    if not words.strip():
        raise Refused(say("Say why you decline, so that it finds a better place."))
    return replace(found, answered_at=at, answer=known("declined"))


def take_back(found: Offer, by: int, offering: Iterable[int], *, at: datetime) -> Offer:
    """Take an offer back. `offering`: who made it, and who answers for the thing."""
    _waits(found)
    if by not in set(offering):
        raise Refused(say("Only who offered it, or who answers for it, can take the offer back."))
    return replace(found, answered_at=at, answer=known("taken back"))


def overtake(found: Offer, *, at: datetime) -> Offer:
    """End an offer because what it was about was taken or closed meanwhile."""
    _waits(found)
    return replace(found, answered_at=at, answer=known("overtaken"))


def _waits(found: Offer) -> None:
    if found.answer:
        raise Refused(say("That offer was %(answer)s before.", answer=say(found.answer)))


def _may(by: int, answering: Iterable[int], refusal: str) -> None:
    if by not in set(answering):
        raise Refused(refusal)


def home(passed: Iterable[Offer], holder: int) -> int:
    """Return whose it is that `holder` holds: theirs, or somebody's who is away and for whom deputies stand in.

    `passed`: the accepted hand-overs of one thing in order. A run of passings ends where it comes home, and where it
    was handed over in any other way: what a deputy handed on stays.
    """
    owner: int | None = None
    last = None
    for each in passed:
        if each.absence is None:
            owner, last = None, None
            continue
        if owner is None or last != each.from_person:
            owner = each.from_person
        last = each.to_person
        if last == owner:
            owner, last = None, None
    return owner if owner is not None and last == holder else holder
