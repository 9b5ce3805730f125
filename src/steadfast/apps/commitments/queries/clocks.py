"""The clocks behind due times: a commitment's terms, its calendar and the waits of its subject, as domain values."""

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import CalendarVersion
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.queries.settled import settled
from steadfast.domain.commitment.stamp import Waiting, clock
from steadfast.domain.working_time import Clock, Hours


def hours_of(version: CalendarVersion) -> Hours:
    """Return the compiled hours of a calendar version."""
    return agreements.hours_of(version)


def waits_of(subject_id: int) -> list[Waiting]:
    """Return every wait of a subject as clocks see it, in order."""
    return [waiting(wait) for wait in Wait.objects.filter(subject_id=subject_id).order_by("since", "id")]


def waiting(wait: Wait) -> Waiting:
    """Return a wait's row as a value."""
    return Waiting(wait.reason, wait.since, wait.until, wait.expires_at, wait.words)


def clock_of(row: Commitment, waits: list[Waiting]) -> Clock:
    """Return the clock of a commitment; one promised for a fixed instant gets the open hours until then as target."""
    found = settled(row.terms_id)
    if found.terms.target_s is None or row.moves:
        return Clock(found.hours, found.hours.worked(row.promised_at, row.due_at), row.promised_at)
    return clock(found.terms, found.hours, row.promised_at, waits, row.closed_at)
