"""When the time of a rule would have come within the last month, by what was recorded then; newest first.

It reads the same events as a live run: a due time holds from the event that stamped it until the next one, and a touch
until the next one. Bounded: of promises the newest LOOKED, of touches those among the last SCANNED events.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Max

from steadfast.apps.automation.queries.rules.lapsing import AT_WORK, STAMPS, hours_by_calendar, touches
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries.clocks import agreed_on, waits_by_subject
from steadfast.apps.commitments.queries.settled import learn, settled
from steadfast.apps.desk.queries.tickets import UNRESOLVED
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.automation import rules
from steadfast.domain.automation.rules import lapse
from steadfast.domain.commitment.instants import parse
from steadfast.domain.commitment.stamp import Agreed, Waiting
from steadfast.domain.working_time import Hours
from steadfast.foundation.models import Event

BACK = timedelta(days=30)
LOOKED = 1_000
SCANNED = 100_000
CLOSES = ("commitment.fulfilled", "commitment.released", "commitment.withdrawn", "commitment.voided")
STATES = {"due": UNRESOLVED, "untouched": AT_WORK}  # in which a ticket is looked at


@dataclass(frozen=True, slots=True)
class Came:
    """A time that came on a ticket."""

    ticket_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class _Stamped:
    """A due time from the event that stamped it until the next one, or until its promise was closed."""

    at: datetime
    due: datetime
    until: datetime | None


def came(rule: rules.Rule, now: datetime) -> list[Came]:
    """Return when the time of a rule came within the last month, on whichever tickets, newest first."""
    known = hours_by_calendar()
    found = (_due if rule.when == "due" else _untouched)(rule.open_hours, known, now) if known else []
    lately = (one for one in found if now - BACK < one.at <= now)
    return sorted(lately, key=lambda one: (one.at, one.ticket_id), reverse=True)


def _due(open_hours: int, known: Mapping[int | None, Hours], now: datetime) -> Iterator[Came]:
    horizon = max(hours.due(now, open_hours * lapse.HOUR + 1) for hours in known.values()) + BACK
    rows = Commitment.objects.filter(
        debtor=PRACTICE_ID, batch=None, subject__ticket__batch=None, due_at__gt=now - BACK, due_at__lte=horizon
    ).filter(promised_at__lte=now, subject__ticket__isnull=False)
    found = list(rows.select_related("subject__ticket__agreement_version").order_by("-due_at", "-pk")[:LOOKED])
    learn(row.terms_id for row in found)
    waits = waits_by_subject({row.subject_id for row in found}) if found else {}
    stamped, agreed = _stamped([row.pk for row in found]), agreed_on(row.pk for row in found if row.moves)
    for row in found:
        version = row.subject.ticket.agreement_version
        hours = known[version.calendar_id if version is not None else None]
        for one in stamped.get(row.pk, ()):
            at = lapse.falls_due(hours, one.due, one.at, open_hours)
            rests = _rests(row, waits.get(row.subject_id, ()), agreed.get(row.pk), at)
            if not rests and (one.until is None or at < one.until):
                yield Came(row.subject_id, at)


def _stamped(keys: Sequence[int]) -> Mapping[int, list[_Stamped]]:
    """Return the due times of promises in their order, by promise."""
    kinds = (*STAMPS, *CLOSES)
    rows = Event.objects.filter(commitment_id__in=keys, kind__in=kinds).select_related("text").order_by("pk")
    told: dict[int, list[Event]] = {}
    for event in rows:
        told.setdefault(event.commitment_id or 0, []).append(event)
    return {key: list(_spans(events)) for key, events in told.items()}


def _spans(events: Sequence[Event]) -> Iterator[_Stamped]:
    due: datetime | None = None
    for event, following in pairwise([*events, None]):
        assert event is not None
        if event.kind not in STAMPS:
            continue
        due = parse(event.data["due_at"]) if "due_at" in event.data else due
        if due is not None:
            yield _Stamped(event.recorded_at, due, following.recorded_at if following is not None else None)


def _rests(row: Commitment, waits: Iterable[Waiting], agreed: Agreed | None, at: datetime) -> bool:
    """Tell whether the clock of a promise rested then, because a wait ran that its terms name."""
    if row.terms_id is None or (terms := settled(row.terms_id).terms).target_s is None:
        return False
    return any(
        wait.reason in terms.pauses_on
        and wait.since <= at
        and (wait.until is None or at < wait.until)
        and (agreed is None or wait.since >= agreed.at)
        for wait in waits
    )


def _untouched(open_hours: int, known: Mapping[int | None, Hours], now: datetime) -> Iterator[Came]:
    newest = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
    rows = touches().filter(pk__gt=newest - SCANNED, recorded_at__gt=now - 2 * BACK, recorded_at__lte=now)
    columns = ("subject_id", "recorded_at", "subject__ticket__agreement_version__calendar")
    rows = rows.filter(subject__ticket__isnull=False, subject__ticket__batch=None).order_by("subject_id", "pk")
    for (ticket, touched, calendar), following in pairwise([*rows.values_list(*columns), (None, None, None)]):
        at = lapse.after(known[calendar], touched, open_hours)
        if following[0] != ticket or at < following[1]:
            yield Came(ticket, at)
