"""Try a box: each step of both its ways, until one fails. Nothing is read, and nothing is sent."""

from collections.abc import Iterator
from dataclasses import dataclass

from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Box
from steadfast.apps.mail.receiving import connecting, mailbox
from steadfast.apps.mail.sending import transport
from steadfast.domain.language import known

WAYS = (known("Mail comes"), known("Mail leaves"))


@dataclass(frozen=True, slots=True)
class Tried:
    """One step of one way, and what was wrong with it."""

    way: str
    step: str
    why: str = ""

    @property
    def is_good(self) -> bool:
        return not self.why


def attempt(box: Box) -> list[Tried]:
    """Return the steps in order; of each way the last one is the one that failed, if any did."""
    return [*_comes(box), *_leaves(box)]


def _comes(box: Box) -> Iterator[Tried]:
    if box.receives != "imap":
        return
    reached: list[str] = []
    try:
        with mailbox.opened(box, bearer=lambda: operations.bearer(box), reached=reached.append) as found:
            found.next_uid()
    except connecting.Trouble as error:
        yield from (Tried(WAYS[0], step) for step in reached if step != error.step)
        yield Tried(WAYS[0], error.step, str(error))
    else:
        yield from (Tried(WAYS[0], step) for step in reached)


def _leaves(box: Box) -> Iterator[Tried]:
    if box.sends == "none":
        return
    try:
        with transport.told():
            token = operations.bearer(box) if box.sends == "smtp" and box.sign_in != "password" else ""
            with transport.connection(box, bearer=token):
                pass
    except (transport.Trouble, transport.RefusedForGood) as error:
        yield Tried(WAYS[1], known("server and sign-in"), str(error))
    else:
        yield Tried(WAYS[1], known("server and sign-in"))
