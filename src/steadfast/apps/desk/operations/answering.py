"""What others say to what we asked: a yes to a date makes it theirs. Until then we ask again."""

from datetime import datetime

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.operations import asking
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.desk.operations.waiting import open_wait
from steadfast.apps.identity.operations import name_supplier
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor


def say_yes(
    ticket_id: int, *, due_at: datetime, words: str = "", seen: Seen = UNSEEN, actor: Actor, now: datetime
) -> None:
    """Record the client's yes to a date, or let their contact give it: what we asked for becomes their commitment."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        waiting = open_wait(held)
        if waiting is None or waiting.reason != "client":
            raise Refused(say("We ask nothing of the client now; wait for something first."))
        who = waiting.on_person_id if actor.client_id is None else actor.person_id
        register.say_yes(waiting, asking.by_yes(held, words or waiting.words, due_at, who), actor=actor, now=now)


def supplier_promised(
    ticket_id: int,
    *,
    due_at: datetime,
    words: str = "",
    supplier: str = "",
    seen: Seen = UNSEEN,
    actor: Actor,
    now: datetime,
) -> None:
    """Record what a supplier or partner promised us by a date. It stands behind our resolution."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        waiting = open_wait(held)
        if waiting is None or waiting.reason != "supplier":
            raise Refused(say("We wait for no supplier now; wait for one first."))
        if supplier.strip():
            waiting.on_party = name_supplier(supplier, actor=actor, now=now)
        if waiting.on_party_id is None:
            raise Refused(say("Say which supplier promised it."))
        behind = _resolution(held)
        draft = asking.of_supplier(
            held, waiting.on_party_id, words or waiting.words, due_at, behind.pk if behind else None
        )
        register.say_yes(waiting, draft, actor=actor, now=now)


def ask_again(ticket_id: int, *, words: str = "", seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Note that we asked again; `words`, if any, stay inside. The next reminder comes half way to the expiry."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        waiting = open_wait(held)
        if waiting is None:
            raise Refused(say("It waits for nothing."))
        if words.strip():
            held.write("inside", words, held.record("ticket.noted", {}, text=words))
        again_at = asking.half_way(held, waiting.expires_at) if waiting.expires_at > now else None
        register.remind(waiting, again_at=again_at, actor=actor, now=now)


def _resolution(held: Held) -> Commitment | None:
    """Return what we owe the client on the ticket in the end: the resolution, else our promise that falls due last."""
    ours = held.ours()
    found = [row for row in ours if row.kind == "resolution"] or sorted(ours, key=lambda row: row.due_at)
    return found[-1] if found else None
