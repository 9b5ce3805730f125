"""Who answers for a rule: somebody who may write rules, and may do by hand what it does.

Whoever names somebody else must be able to do it too: nobody gets by a rule what they may not do.
"""

from steadfast.apps.identity import queries as identity
from steadfast.domain.automation.rules import Done
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

WRITES = "automation.change"
WORKS = "tickets.work"
NOTES = "tickets.note"


def needs(done: Done) -> frozenset[str]:
    """Return the permissions that these actions ask of whoever does them by hand."""
    return frozenset({WORKS, NOTES} if done.note else {WORKS})


def may_all(actor: Actor, done: Done) -> bool:
    """Tell whether somebody may do all that a rule does."""
    return all(actor.may(permission) for permission in needs(done))


def require(owner_id: int, done: Done, *, actor: Actor) -> None:
    """Refuse an owner who may not write rules or not do what this one does, and a writer who may not do it."""
    owner = identity.members_with(WRITES).filter(pk=owner_id).first()
    if owner is None:
        raise Refused(say("Only who may write rules can answer for one."))
    if not may_all(identity.actor_of(owner), done):
        raise Refused(say("%(name)s may not do on a ticket what this rule does.", name=owner.name))
    if actor.person_id not in (None, owner_id) and not may_all(actor, done):
        raise Refused(say("You may not do on a ticket what this rule does."))
