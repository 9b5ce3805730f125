"""A newer export of tickets that are known: what is new of each becomes events, and its row follows.

Planned for all tickets of a part at once, so that their events are appended in one go with those of new tickets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk.importing.apply.continued import before, continued
from steadfast.apps.desk.importing.apply.ground import Standard
from steadfast.apps.desk.importing.apply.grown import Grown
from steadfast.apps.desk.importing.apply.names import Names, Place
from steadfast.apps.desk.importing.apply.placed import placed
from steadfast.apps.desk.importing.log.history import TicketHistory
from steadfast.apps.desk.importing.plan.planning import PlannedTicket, planned
from steadfast.apps.desk.importing.plan.promises import Judge
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports.mapping import Mapping as Meaning
from steadfast.domain.commitment.stamp import Waiting


@dataclass(frozen=True, slots=True)
class Footing:
    """What all tickets of one import stand on: what its words mean, and by which agreements it may judge."""

    mapping: Meaning
    names: Names
    judges: Mapping[str, Judge]
    standards: Mapping[str, Standard]


def plan_growth(tickets: Mapping[int, PlannedTicket], footing: Footing, *, now: datetime) -> list[Grown]:
    """Lock known tickets, given by subject with what an export says of each, and return what is new; write nothing."""
    with_names = ("subject", "client", "contact", "agreement_version__agreement")
    locked = Ticket.objects.select_for_update(of=("self",), no_key=True).select_related(*with_names)
    rows = locked.filter(pk__in=tickets).order_by("pk")
    known = before(list(tickets))
    waits, promises = _waits(tickets), _promises(tickets)
    found = []
    for row in rows:
        said = tickets[row.pk].history
        stays = footing.names.client(said.client).party_id == row.client_id
        told = continued(row, said, known, footing.mapping, footing.names.ours, stays=stays)
        plan = _judged(row, told.history, waits[row.pk], footing, now=now)
        place = Place(row.client_id, row.subject.chain_id)
        standard = footing.standards.get(plan.judge.name) if plan.judge else None
        put = placed(plan, row.subject, footing.names, standard, stays_with=place)
        contact = footing.names.contact(place, told.otherwise.contact)
        put = replace(put, contact_id=contact or row.contact_id)
        found.append(Grown(row, put, told.fresh, tuple(waits[row.pk]), promises.get(row.pk), told.otherwise))
    return found


def _judged(
    row: Ticket, history: TicketHistory, waits: Sequence[Wait], footing: Footing, *, now: datetime
) -> PlannedTicket:
    """Plan the ticket under the agreement that it was promised under; a wait that lasts keeps its expiry."""
    version = row.agreement_version
    judge = footing.judges.get(version.agreement.name) if version else None
    lasting = next((wait for wait in waits if wait.until is None), None)
    plan = planned(history, judge, now)
    if lasting is None or not plan.waits or plan.waits[-1].until is not None or lasting.expires_at <= now:
        return plan
    last = plan.waits[-1]
    if (last.reason, last.since) != (lasting.reason, lasting.since):
        return plan
    kept = Waiting(last.reason, last.since, None, lasting.expires_at)
    return planned(history, judge, now, waits=(*plan.waits[:-1], kept))


def _waits(tickets: Mapping[int, PlannedTicket]) -> dict[int, list[Wait]]:
    found: dict[int, list[Wait]] = {key: [] for key in tickets}
    for wait in Wait.objects.filter(subject_id__in=tickets).order_by("pk"):
        found[wait.subject_id].append(wait)
    return found


def _promises(tickets: Mapping[int, PlannedTicket]) -> dict[int, Commitment]:
    """Return the resolution that an import promised on each ticket, unless it is void."""
    rows = Commitment.objects.select_for_update(of=("self",), no_key=True).select_related(
        "subject", "terms__calendar_version"
    )
    own = rows.filter(subject_id__in=tickets, kind="resolution").exclude(batch=None).exclude(closed_as="void")
    return {row.subject_id: row for row in own.order_by("pk")}
