"""What happens next on a ticket, and whose turn it is, as one says it to the client."""

from dataclasses import dataclass

from steadfast.apps.commitments.models import Wait
from steadfast.apps.desk.models import Ticket
from steadfast.domain.language import say


@dataclass(frozen=True, slots=True)
class Step:
    """A next step in words; `yours`: it is the client's turn."""

    words: str
    yours: bool = False


def step(ticket: Ticket, kind: str, waiting: Wait | None) -> Step:
    """Return the next step of a ticket whose nearest promise of ours is of a kind ("" for none)."""
    if ticket.state == "closed":
        return Step(say("done"))
    if ticket.state == "resolved":
        return Step(say("you say whether it is solved"), yours=True)
    if waiting is not None and waiting.reason == "client":
        if waiting.answer_id is not None:
            return Step(say("your promised answer: %(what)s", what=waiting.words or say("an answer")), yours=True)
        return Step(say("your answer: %(what)s", what=waiting.words or say("an answer")), yours=True)
    if waiting is not None:
        return Step(say("we wait for somebody else and keep at it"))
    steps = {
        "first response": say("we answer you"),
        "next update": say("we tell you how it stands"),
        "resolution": say("we solve it"),
    }
    return Step(steps.get(kind) or say("we work on it"))
