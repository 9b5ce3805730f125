"""What is promised on a ticket as it is opened, and what would be on one opened now: by when we answer and solve it."""

from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity import queries as identity
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.stamp import stamp
from steadfast.domain.service_level.priority import priority
from steadfast.foundation.actor import Actor

NOW = 1  # the urgency of who cannot work


@dataclass(frozen=True, slots=True)
class Times:
    """By when a request sent now would be answered and solved, None where no time is agreed.

    `opens_at`: when the hours begin in which the time counts, if they are over now; `call`: the number for who cannot
    wait for that.
    """

    answered_by: datetime | None = None
    solved_by: datetime | None = None
    opens_at: datetime | None = None
    call: str = ""

    @property
    def dialed(self) -> str:
        """The number as a telephone dials it."""
        return "".join(sign for sign in self.call if sign.isdigit() or sign == "+")


def times(
    client: Client, *, impact: int, urgency: int, site_id: int | None = None, service: str = "", now: datetime
) -> Times:
    """Return what the agreement in force would promise on a request that is sent now; nothing is written."""
    call = identity.practice().phone if urgency == NOW else ""
    chosen = agreements.choose(client, now, site=site_id, service=service)
    if chosen is None:
        return Times(call=call)
    agreed = clauses.read(chosen.version.body)
    hours = agreements.hours_of(agreements.current_version(chosen.version.calendar))
    found = [agreed.terms(kind, priority(impact, urgency)) for kind in ("first response", "resolution")]
    due = {one.kind: stamp(one, hours, now).due_at for one in found if one is not None and one.starts == "opened"}
    opens_at = None if hours.open_at(now) else hours.opens(now)
    return Times(due.get("first response"), due.get("resolution"), opens_at, call)


def promised(ticket: Ticket, actor: Actor) -> list[Commitment]:
    """Return our open promises on a ticket that a contact sees, by due time."""
    rows = commitments.visible_to(actor).filter(subject_id=ticket.pk, direction="ours", closed_at=None)
    return list(rows.order_by("due_at", "id"))
