"""Whose commitments a list of rows is taken from: anybody's that the reader may see, or their own; and how far back.

A person's own rows are for that person alone: an address can say "me" and no other name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.reporting.queries.months import BadSelection
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Whose:
    """me: the reader's own; days: due since then, or ahead."""

    me: bool = False
    days: int | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Whose":
        """Return what the address says, or raise BadSelection."""
        owner, days = (query.get(name, "") for name in ("owner", "days"))
        if owner and owner != "me":
            raise BadSelection(
                say("owner %(owner)s can only be me: nobody reads another person's figures", owner=repr(owner[:40]))
            )
        return cls(bool(owner), _days(days))

    def rows(self, actor: Actor, *, now: datetime) -> QuerySet[Commitment]:
        """Return the commitments that the actor may see of these."""
        found = commitments.visible_to(actor)
        found = found.filter(owner_id=actor.person_id) if self.me else found
        return found if self.days is None else found.filter(due_at__gte=now - timedelta(days=self.days))


def _days(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= MOST_DAYS):
        raise BadSelection(
            say("days %(text)s is not a number from 0 to %(most_days)s", text=repr(text[:40]), most_days=MOST_DAYS)
        )
    return int(text)
