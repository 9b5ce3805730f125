"""Settle: all alerts of a ticket recovered and stayed well, so it is resolved, or told to who works on it.

Nobody is answered by a machine: the client hears nothing of it that a human did not say.
"""

from datetime import datetime, timedelta

from django.db import transaction

from steadfast.apps.alerts.models import Alert, Trouble
from steadfast.apps.alerts.operations.reading import lock
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk import queries
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.queries.tickets import UNRESOLVED
from steadfast.domain.alerts.recovery import outcome
from steadfast.foundation.actor import Actor

SWEEP = 200


def well(now: datetime) -> list[int]:
    """Return the troubles that are not settled and of which no alert fires, at most SWEEP."""
    fires = Alert.objects.filter(firing=True, fate="ticket").values("trouble_id")
    rows = Trouble.objects.filter(settled_at=None, alerts__isnull=False).exclude(pk__in=fires)
    return list(rows.order_by("pk").values_list("pk", flat=True).distinct()[:SWEEP])


@transaction.atomic
def settle(trouble_id: int, *, actor: Actor, now: datetime) -> str:
    """Settle one; return what became of it: firing, settling, over, told or resolved."""
    sources = lock()
    trouble = Trouble.objects.get(pk=trouble_id)
    ticket = Ticket.objects.get(pk=queries.goes_on_in(trouble.pk))
    times = list(trouble.alerts.order_by("pk").values_list("recovered_at", flat=True))
    found = outcome(
        times,
        now=now,
        settle=timedelta(seconds=sources[trouble.source_id].settle_s),
        is_theirs=ticket.pk != trouble.pk or _wrote(ticket),
        is_over=ticket.state not in UNRESOLVED,
    )
    if found in ("told", "resolved"):
        words = _words(len(times), returns=sum(trouble.alerts.values_list("returns", flat=True)))
        words += " Somebody wrote here, so it stays open." if found == "told" else ""
        desk.note(ticket.pk, text=words, actor=actor, now=now)
        if found == "resolved":
            desk.resolve(ticket.pk, actor=actor, now=now)
    if found not in ("firing", "settling"):
        Trouble.objects.filter(pk=trouble.pk).update(settled_at=now)
    return found


def _wrote(ticket: Ticket) -> bool:
    """Tell whether a human wrote on a ticket: what we write as a machine has no author."""
    return Message.objects.filter(ticket=ticket, author__isnull=False).exists()


def _words(count: int, *, returns: int) -> str:
    again = f" They came back {returns} times in between." if returns > 1 else " It came back once in between."
    told = "The alert recovered." if count == 1 else f"All {count} alerts recovered."
    return told + (again if returns else "")
