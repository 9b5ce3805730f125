"""The life of a commitment as a fold over its events: what the rows must say, the events say first.

promised → (restamped | reclassified | reassigned | moved)* → closed (fulfilled, released, withdrawn, voided)
→ (reopened → …)*, void → (revived → …)*
Each function below is one decision: it refuses with a reason, or returns the state that follows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from steadfast.domain.commitment.instants import parse
from steadfast.domain.commitment.stamp import Agreed
from steadfast.domain.commitment.verdict import Verdict, verdict
from steadfast.domain.language import known, say

Body = Mapping[str, Any]


class Refused(Exception):
    """The register does not allow this; the message says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class State:
    """A commitment as its events tell it. Instants are aware; owner, debtor and creditor are keys."""

    kind: str
    debtor: int
    creditor: int
    owner: int | None
    promised_at: datetime
    due_at: datetime
    warn_at: datetime
    first_due_at: datetime
    felt_due_at: datetime
    terms: str | None
    moves: int = 0
    slip_s: int = 0
    agreed: Agreed | None = None
    done_at: datetime | None = None
    closed_at: datetime | None = None
    closed_as: str | None = None

    @property
    def verdict(self) -> Verdict:
        return verdict(due_at=self.due_at, done_at=self.done_at, closed_as=self.closed_as)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


def fulfil(state: State, *, at: datetime) -> State:
    """Discharge it: what was owed was done at `at`."""
    if not state.is_open:
        raise Refused(
            say("It was closed as %(closed_as)s before; reopen it first.", closed_as=say(state.closed_as or ""))
        )
    if at < state.promised_at:
        raise Refused(say("It cannot be done before it was promised."))
    return replace(state, done_at=at, closed_at=at, closed_as="fulfilled")


def release(state: State, *, at: datetime, evidence: str) -> State:
    """The creditor lets it go before it falls due. Afterwards it is broken, and a release would hide that."""
    _open_with(state, evidence, say("A release needs the creditor's words as evidence."))
    if at > state.due_at:
        raise Refused(say("It has fallen due; a release counts only before. Fulfil it late, or withdraw it."))
    return replace(state, closed_at=at, closed_as="released")


def withdraw(state: State, *, at: datetime, reason: str) -> State:
    """The debtor takes it back: broken, and said so."""
    _open_with(state, reason, say("Say why it is withdrawn."))
    return replace(state, closed_at=at, closed_as="withdrawn")


def void(state: State, *, at: datetime, reason: str) -> State:
    """It was made in error; it leaves every count and stays to be seen. Also after it was closed otherwise."""
    if state.closed_as == "void":
        raise Refused(say("It is void already."))
    if not reason.strip():
        raise Refused(say("Say why it is void."))
    return replace(state, closed_at=at, closed_as="void", done_at=None)


def move(state: State, *, to_due: datetime, warn_at: datetime, agreed_at: datetime) -> State:
    """Renegotiate: the creditor agrees to another date before this one has come. Afterwards it is broken.

    Slip counts what was put off, in seconds on the wall; a date brought forward adds none.
    """
    if not state.is_open:
        raise Refused(say("It was closed as %(how)s before.", how=say(state.closed_as or "")))
    if agreed_at > state.due_at:
        raise Refused(say("It has fallen due; a date can be moved only before. Keep it late and say so."))
    if to_due <= agreed_at:
        raise Refused(say("The new date must lie ahead."))
    if to_due == state.due_at:
        raise Refused(say("It falls due then already."))
    slip = max(0, int((to_due - state.due_at).total_seconds()))
    changed = replace(state, due_at=to_due, warn_at=warn_at, felt_due_at=to_due)
    return replace(changed, moves=state.moves + 1, slip_s=state.slip_s + slip, agreed=Agreed(agreed_at, to_due))


def reopen(state: State, *, at: datetime) -> State:
    """What was done did not hold: the same commitment runs on."""
    if state.closed_as != "fulfilled":
        raise Refused(say("Only a fulfilled commitment can be reopened."))
    if state.done_at is not None and at < state.done_at:
        raise Refused(say("It cannot be reopened before it was done."))
    return replace(state, done_at=None, closed_at=None, closed_as=None)


def revive(state: State) -> State:
    """What made it void was taken back: it is open again as it was before."""
    if state.closed_as != "void":
        raise Refused(say("Only what is void can be taken up again."))
    return replace(state, done_at=None, closed_at=None, closed_as=None)


def _open_with(state: State, words: str, missing: str) -> None:
    if not state.is_open:
        raise Refused(say("It was closed as %(how)s before.", how=say(state.closed_as or "")))
    if not words.strip():
        raise Refused(missing)


def promised(body: Body) -> State:
    """Return the state that a `commitment.promised` event begins."""
    due = parse(body["due_at"])
    return State(
        kind=body["kind"],
        debtor=body["debtor"],
        creditor=body["creditor"],
        owner=body["owner"],
        promised_at=parse(body["promised_at"]),
        due_at=due,
        warn_at=parse(body["warn_at"]),
        first_due_at=due,
        felt_due_at=due,
        terms=body["terms"],
    )


def _restamped(state: State, body: Body) -> State:
    changed = replace(state, due_at=parse(body["due_at"]), warn_at=parse(body["warn_at"]))
    if "felt_due_at" in body:  # only other terms change it
        changed = replace(changed, felt_due_at=parse(body["felt_due_at"]))
    return replace(changed, terms=body["terms"]) if "terms" in body else changed


def _moved(state: State, body: Body) -> State:
    due = parse(body["due_at"])
    slip = max(0, int((due - state.due_at).total_seconds()))
    changed = replace(state, due_at=due, warn_at=parse(body["warn_at"]), felt_due_at=due)
    agreed = Agreed(parse(body["agreed_at"]), due)
    return replace(changed, moves=state.moves + 1, slip_s=state.slip_s + slip, agreed=agreed)


def _closed(name: str) -> Callable[[State, Body], State]:
    def close(state: State, body: Body) -> State:
        return replace(state, closed_at=parse(body["closed_at"]), closed_as=name, done_at=None)

    return close


def _fulfilled(state: State, body: Body) -> State:
    done = parse(body["done_at"])
    return replace(state, done_at=done, closed_at=done, closed_as=known("fulfilled"))


STEPS: Mapping[str, Callable[[State, Body], State]] = {
    "commitment.restamped": _restamped,
    "commitment.reclassified": lambda state, body: state,  # a restamping beside it says what changed
    "commitment.reassigned": lambda state, body: replace(state, owner=body["owner"]),
    "commitment.moved": _moved,
    "commitment.fulfilled": _fulfilled,
    "commitment.released": _closed(known("released")),
    "commitment.withdrawn": _closed(known("withdrawn")),
    "commitment.voided": _closed(known("void")),
    "commitment.revived": lambda state, body: replace(state, done_at=None, closed_at=None, closed_as=None),
    "commitment.reopened": lambda state, body: replace(state, done_at=None, closed_at=None, closed_as=None),
}


def fold(events: Iterable[tuple[str, Body]]) -> State:
    """Return the state of one commitment from its (kind, body) events in order; ValueError if they begin wrongly."""
    state: State | None = None
    for kind, body in events:
        if kind == "commitment.promised":
            state = promised(body)
        elif state is None:
            raise ValueError(f"{kind} stands before commitment.promised")
        else:
            state = STEPS[kind](state, body)
    if state is None:
        raise ValueError("no commitment.promised among its events")
    return state
