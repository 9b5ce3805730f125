"""For which tickets the time of a rule has come: a promise of ours falls due soon, or nobody has touched the ticket.

A lapse is told by the event since which its time runs: what stamped the due time, or the last touch. A rule judges it
once, and its row says so, so that a restart repeats nothing. Hours are those of the calendar of the ticket's agreement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import Calendar
from steadfast.apps.automation.models import Rule, RuleRun
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.tickets import UNRESOLVED
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.automation import rules
from steadfast.domain.automation.rules import lapse
from steadfast.domain.working_time import Hours
from steadfast.foundation.models import Event

MOST = 200  # lapses that a rule judges in one turn; the next ones come in the next
ASLEEP = timedelta(days=3)  # after a longer stop nothing is done about what is long late
STAMPS = (
    "commitment.promised", "commitment.restamped", "commitment.moved", "commitment.reopened", "commitment.revived",
)  # fmt: skip
TOUCHES = ("ticket.opened", "ticket.heard", "ticket.reopened", "wait.ended")  # also where no person did it
AT_WORK = ("new", "in progress")


@dataclass(frozen=True, slots=True)
class Lapse:
    """A time that has come on a ticket: since which event it runs, and when it came."""

    ticket_id: int
    event_id: int
    came_at: datetime


def found(row: Rule, rule: rules.Rule, now: datetime, *, ticket_id: int | None = None) -> list[Lapse]:
    """Return the lapses that a rule has not judged yet, of all tickets or of one."""
    known = hours_by_calendar()
    if not known:
        return []
    return FINDERS[rule.when](row, rule.open_hours, known, now, ticket_id)


def hours_by_calendar() -> Mapping[int | None, Hours]:
    """Return the hours of the calendars as they stand, and of None those for tickets without an agreement."""
    usual = agreements.usual_hours()
    if usual is None:
        return {}
    own: dict[int | None, Hours] = {
        row.pk: agreements.hours_of(agreements.current_version(row)) for row in Calendar.objects.order_by("pk")
    }
    return own | {None: usual}


def touches() -> QuerySet[Event]:
    """Return what people did and clients wrote; what a rule did is nobody's touch."""
    by_rule = RuleRun.objects.filter(ticket=OuterRef("subject"), after__lt=OuterRef("pk"), until__gte=OuterRef("pk"))
    return Event.objects.filter(~Exists(by_rule), Q(actor_id__isnull=False) | Q(kind__in=TOUCHES))


def _due(
    row: Rule, open_hours: int, known: Mapping[int | None, Hours], now: datetime, ticket_id: int | None
) -> list[Lapse]:
    # A second more than the open hours, as what falls due while closed falls due with the last open second.
    until = {key: hours.due(now, open_hours * lapse.HOUR + 1) for key, hours in known.items()}
    near = [_of("subject__ticket__", key) & Q(due_at__lte=end) for key, end in until.items()]
    stamp = Event.objects.filter(commitment_id=OuterRef("pk"), kind__in=STAMPS).order_by("-pk")
    rows = Commitment.objects.filter(
        _any(near), debtor=PRACTICE_ID, closed_at=None, waiting_since=None, batch=None, due_at__gt=now - ASLEEP,
        due_at__lte=max(until.values()), subject__ticket__state__in=UNRESOLVED, subject__ticket__batch=None,
    )  # fmt: skip
    rows = rows if ticket_id is None else rows.filter(subject=ticket_id)
    rows = rows.annotate(stamp=Subquery(stamp.values("pk")[:1])).filter(~_judged(row, "stamp"), stamp__isnull=False)
    columns = ("subject_id", "subject__ticket__agreement_version__calendar", "due_at", "stamp")
    told = list(rows.order_by("due_at", "pk").values_list(*columns)[:MOST])
    stamped = dict(Event.objects.filter(pk__in=[key for *_, key in told]).values_list("pk", "recorded_at"))
    lapses = [
        Lapse(ticket, key, lapse.falls_due(known[calendar], due_at, stamped[key], open_hours))
        for ticket, calendar, due_at, key in told
    ]
    return [one for one in lapses if one.came_at <= now]


def _untouched(
    row: Rule, open_hours: int, known: Mapping[int | None, Hours], now: datetime, ticket_id: int | None
) -> list[Lapse]:
    since = {key: lapse.before(hours, now, open_hours) for key, hours in known.items()}
    quiet = [_of("", key) & Q(touched_at__lte=end) for key, end in since.items()]
    touch = touches().filter(subject=OuterRef("pk")).order_by("-pk")
    rows = Ticket.objects.filter(state__in=AT_WORK, closed_at=None, batch=None, opened_at__lte=max(since.values()))
    rows = rows if ticket_id is None else rows.filter(pk=ticket_id)
    rows = rows.annotate(touch=Subquery(touch.values("pk")[:1]), touched_at=Subquery(touch.values("recorded_at")[:1]))
    columns = ("pk", "agreement_version__calendar", "touch", "touched_at")
    told = rows.filter(_any(quiet), ~_judged(row, "touch")).order_by("pk").values_list(*columns)[:MOST]
    return [
        Lapse(ticket, key, lapse.after(known[calendar], touched_at, open_hours))
        for ticket, calendar, key, touched_at in told
    ]


FINDERS = {"due": _due, "untouched": _untouched}


def _judged(row: Rule, anchor: str) -> Exists:
    """Tell what a rule judged already; what an earlier version passed by may come again."""
    runs = RuleRun.objects.filter(rule=row, event_id=OuterRef(anchor))
    return Exists(runs.filter(~Q(outcome="passed") | Q(version=row.version)))


def _of(path: str, calendar: int | None) -> Q:
    name = f"{path}agreement_version__calendar" if calendar is not None else f"{path}agreement_version"
    return Q(**{name: calendar})


def _any(conditions: list[Q]) -> Q:
    some = Q()
    for one in conditions:
        some |= one
    return some
