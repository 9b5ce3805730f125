"""A newer export of tickets that are known: what is new of each becomes events, and its row follows.

Planned for all tickets of a part at once, so that their events are appended in one go with those of new tickets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk.importing.apply.ground import Standard
from steadfast.apps.desk.importing.apply.grown import Grown
from steadfast.apps.desk.importing.apply.names import Names, Place
from steadfast.apps.desk.importing.apply.placed import placed
from steadfast.apps.desk.importing.log import merging, retold
from steadfast.apps.desk.importing.log.fold import Fold
from steadfast.apps.desk.importing.log.history import SourceRow, TicketHistory
from steadfast.apps.desk.importing.plan.planning import PlannedTicket, planned
from steadfast.apps.desk.importing.plan.promises import Judge
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person
from steadfast.apps.imports.mapping import Mapping as Meaning
from steadfast.domain.commitment.stamp import Waiting
from steadfast.foundation import events


@dataclass(frozen=True, slots=True)
class Footing:
    """What all tickets of one import stand on: what its words mean, and by which agreements it may judge."""

    mapping: Meaning
    names: Names
    judges: Mapping[str, Judge]
    standards: Mapping[str, Standard]


def plan_growth(tickets: Mapping[int, PlannedTicket], footing: Footing, *, now: datetime) -> list[Grown]:
    """Lock known tickets, given by subject with what an export says of each, and return what is new; write nothing."""
    with_names = ("subject", "client", "agreement_version__agreement")
    locked = Ticket.objects.select_for_update(of=("self",), no_key=True).select_related(*with_names)
    rows = locked.filter(pk__in=tickets).order_by("pk")
    told = {key: _told(pairs) for key, pairs in events.read_many(tickets).items()}
    people = _people(told)
    waits, promises = _waits(tickets), _promises(tickets)
    found = []
    for row in rows:
        ticket = tickets[row.pk]
        history, fresh = _continued(row, ticket.history, told[row.pk], footing, people)
        plan = _judged(row, history, waits[row.pk], footing, now=now)
        place = Place(row.client_id, row.subject.chain_id)
        standard = footing.standards.get(plan.judge.name) if plan.judge else None
        put = replace(placed(plan, row.subject, footing.names, standard, None), client=place)
        put = replace(put, contact_id=row.contact_id)
        found.append(Grown(row, put, fresh, tuple(waits[row.pk]), promises.get(row.pk)))
    return found


def _told(pairs: Sequence[tuple[object, dict[str, object]]]) -> list[retold.Told]:
    every = [retold.Told(event.kind, event.at, data) for event, data in pairs]  # type: ignore[attr-defined]
    return retold.rows_told(every)


def _continued(
    row: Ticket, said: TicketHistory, told: list[retold.Told], footing: Footing, people: Mapping[int, str]
) -> tuple[TicketHistory, tuple[SourceRow, ...]]:
    """Return the history that follows from what is known and what an export says, and the rows of it that are new."""
    # A ticket stays with the client to whom its chain belongs, and with whom it was opened for.
    said = replace(said, client=row.client.name, contact=None)
    if retold.begins(told, said.rows):
        return said, said.rows[len(told) :]
    known = retold.rebuilt(told, said.key, row.opened_at, people)
    whole = footing.mapping.tickets.rows == "tickets"
    more = merging.fresh(known, said.said, whole=whole, ours=footing.names.ours)
    fold = Fold(known[0])
    for one in (*known, *more):
        fold.play(one)
    history = replace(fold.history(footing.mapping), client=row.client.name, contact=None, digest=said.digest)
    return history, history.rows[len(known) :]


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


def _people(told: Mapping[int, list[retold.Told]]) -> dict[int, str]:
    named = {owner for rows in told.values() for row in rows if (owner := row.data.get("owner")) is not None}
    return dict(Person.objects.filter(pk__in=named).values_list("pk", "name"))


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
