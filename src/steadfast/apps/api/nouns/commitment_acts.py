"""How a commitment ends: kept, released, withdrawn or void."""

from typing import Any

from ninja import Field, Router

from steadfast.apps.api.nouns import commitments
from steadfast.apps.api.nouns.commitments import CommitmentOut
from steadfast.apps.api.serving.answers import Told, version_seen
from steadfast.apps.api.serving.routes import writes
from steadfast.apps.api.serving.shapes import Given, Instant, Words
from steadfast.apps.commitments import operations
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["commitments"])
AT = "/commitments/{number:number}"
NEEDED: Any = Field(min_length=1, max_length=300, pattern=r"\S")


class Kept(Given):
    """What proves it. What others owe us may have been done before."""

    words: Words = ""
    done_at: Instant | None = None


class Ended(Given):
    """The creditor's words, or the reason."""

    words: str = NEEDED


@writes(routes, f"{AT}/fulfil", "register.promise", CommitmentOut)
def fulfil_commitment(request: Request, number: int, typed: Kept) -> Told:
    """Note that it was kept."""
    return did(request, number, operations.keep, words=typed.words, done_at=typed.done_at)


@writes(routes, f"{AT}/release", "register.promise", CommitmentOut)
def release_commitment(request: Request, number: int, typed: Ended) -> Told:
    """The creditor lets it go, in these words; it leaves the count."""
    return did(request, number, operations.end, ending="released", words=typed.words)


@writes(routes, f"{AT}/withdraw", "register.promise", CommitmentOut)
def withdraw_commitment(request: Request, number: int, typed: Ended) -> Told:
    """Its debtor takes it back; it counts as broken."""
    return did(request, number, operations.end, ending="withdrawn", words=typed.words)


@writes(routes, f"{AT}/void", "register.void", CommitmentOut)
def void_commitment(request: Request, number: int, typed: Ended) -> Told:
    """It was made in error; it leaves every count and stays to be seen."""
    return did(request, number, operations.end, ending="void", words=typed.words)


def did(request: Request, number: int, does: Any, status: int = 200, /, **said: Any) -> Told:
    """Do one act on a commitment and return it as it is then."""
    row = commitments.find(request, number)
    does(row.pk, seen=version_seen(request), actor=request.actor, now=clock.now(), **said)
    found = commitments.one(request, number)
    return Told(found.body, status, found.tag)
