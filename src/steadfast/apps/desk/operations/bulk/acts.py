"""What a bulk change can do: the operations of a single ticket, each with what undoes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from steadfast.apps.commitments.operations import To
from steadfast.apps.desk.operations import (
    closing,
    handing,
    noting,
    reopening,
    replying,
    reprioritizing,
    resolving,
    taking,
    waiting,
)
from steadfast.apps.desk.operations.holding import Seen
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.actor import Actor

Said = Mapping[str, Any]
Does = Callable[[int, Said, "By"], None]


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, when, and which version of the ticket they saw."""

    seen: Seen
    actor: Actor
    now: datetime

    def all(self) -> dict[str, Any]:
        return {"seen": self.seen, "actor": self.actor, "now": self.now}


@dataclass(frozen=True, slots=True)
class Act:
    """`does` takes the ticket's id, the settings, and by whom; `undoes` the id, what it was and became, and by whom.

    `speaks`: it leaves something written and changes nothing else, so that an equal ticket is no refusal.
    """

    permission: str
    does: Does
    undoes: Callable[[int, Said, Said, By], None]
    speaks: bool = False


def _offer(ticket_id: int, said: Said, by: By) -> None:
    to = To(said.get("person"), said.get("team"), handing.PERMISSION)
    handing.offer(ticket_id, to, reason=said["why"], **by.all())


def _wait(ticket_id: int, said: Said, by: By) -> None:
    expires_at = datetime.fromisoformat(said["expires_at"])
    waiting.wait(ticket_id, reason="client", words=said["words"], expires_at=expires_at, **by.all())


def _prioritize(ticket_id: int, said: Said, by: By) -> None:
    to = {"impact": said["impact"], "urgency": said["urgency"]}
    reprioritizing.reprioritize(ticket_id, **to, reason=said["reason_text"], **by.all())


def _give_back(ticket_id: int, was: Said, became: Said, by: By) -> None:
    """Nobody is made to answer for a ticket: it is offered to who had taken it before."""
    if not was["taken"] or was["owner"] in (None, became["owner"]):
        raise Refused(_("Nobody had taken it before; hand it over instead."))
    handing.offer(ticket_id, To(was["owner"], None, handing.PERMISSION), reason=_reason(), **by.all())


def _take_back(ticket_id: int, was: Said, became: Said, by: By) -> None:
    handing.take_back(ticket_id, became["offer"] or 0, **by.all())


def _reprioritize_back(ticket_id: int, was: Said, became: Said, by: By) -> None:
    to = {"impact": was["impact"], "urgency": was["urgency"]}
    reprioritizing.reprioritize(ticket_id, **to, reason=_reason(), **by.all())


def _end_wait(ticket_id: int, was: Said, became: Said, by: By) -> None:
    waiting.end_wait(ticket_id, **by.all())


def _reopen(ticket_id: int, was: Said, became: Said, by: By) -> None:
    reopening.reopen(ticket_id, reason=_reason(), **by.all())


def _never(ticket_id: int, was: Said, became: Said, by: By) -> None:
    raise Refused(_("What was written stays written."))


def _reason() -> str:
    return _("A bulk change was undone.")


ACTS: Mapping[str, Act] = {
    "take": Act("tickets.work", lambda key, said, by: taking.take(key, **by.all()), _give_back),
    "offer": Act("tickets.work", _offer, _take_back),
    "priority": Act("tickets.work", _prioritize, _reprioritize_back),
    "reply": Act(
        "tickets.work", lambda key, said, by: replying.reply(key, text=said["text"], **by.all()), _never, speaks=True
    ),
    "note": Act(
        "tickets.note", lambda key, said, by: noting.note(key, text=said["text"], **by.all()), _never, speaks=True
    ),
    "wait": Act("tickets.work", _wait, _end_wait),
    "resolve": Act(
        "tickets.work", lambda key, said, by: resolving.resolve(key, text=said["text"], **by.all()), _reopen
    ),
    "close": Act("tickets.work", lambda key, said, by: closing.close(key, **by.all()), _reopen),
}
