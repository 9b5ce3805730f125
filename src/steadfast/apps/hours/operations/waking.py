"""Wake: somebody is called for a ticket, answers by one tap, or the next one is called. Each call is a row.

`begin` and `go_on` decide and write; what leaves the house does so in a job afterwards (tasks.py), so a worker that is
killed sends again rather than not at all.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Q

from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours.models import Wake, WakeTry
from steadfast.apps.hours.queries import waking as calls
from steadfast.apps.identity.models import Team
from steadfast.apps.identity.queries.links import hashed
from steadfast.domain.hours import waking
from steadfast.domain.language import known
from steadfast.foundation import events
from steadfast.foundation.actor import Actor

TAKEN, CAN_WAIT, PASSED, OPEN, GIVEN_UP = (
    known("taken meanwhile"),
    known("it can wait"),
    known("passed on"),
    known("the day began"),
    known("nobody woke"),
)
AWAKE = timedelta(hours=2)  # so long who answered is taken to be on it
MACHINE = Actor(None, None, "On call", frozenset())
_signer = signing.Signer(salt="steadfast.hours.wake")
_called: list[Callable[[int], object]] = []


def when_called(call: Callable[[int], object]) -> None:
    """Register what is called with the key of each new call, in its transaction: it enqueues the job that sends it."""
    _called[:] = [call]


def token_of(ticket_id: int, no: int) -> str:
    """Return the token of a call; it is worked out, so that only its hash need be kept."""
    return _signer.sign(f"{ticket_id}-{no}").replace(":", ".")


@transaction.atomic
def begin(ticket_id: int, *, by: int | None, now: datetime) -> Wake | None:
    """Wake who is on duty for a ticket, where somebody must be woken; return the call."""
    ticket, rules = _held(ticket_id), calls.rules()
    team = calls.team_of(ticket)
    if not rules.on or team is None or ticket.batch_id is not None or _is_over(ticket):
        return None
    waits, lately = Q(answered_at=None, over_at=None), Q(answered_at__gt=now - AWAKE)
    if Wake.objects.filter(waits | lately, ticket=ticket).exists():
        return None
    order = calls.candidates(team, now)
    urgent = waking.Urgent(ticket.priority, ticket.taken_at is not None, calls.is_open(now), by)
    if not order or not waking.needs_waking(urgent, rules.wakes, order[0]):
        return None
    return _call(ticket, team, order[0], timedelta(minutes=rules.patience), now)


@transaction.atomic
def go_on(wake_id: int, *, now: datetime) -> Wake | None:
    """Wake the next one where nobody answered in time; end it where nobody need be woken any more."""
    ticket_id = Wake.objects.values_list("ticket_id", flat=True).get(pk=wake_id)
    ticket = _held(ticket_id)
    wake = Wake.objects.select_for_update(no_key=True).get(pk=wake_id)
    if wake.answered_at is not None or wake.over_at is not None or wake.next_at > now:
        return None
    team = calls.team_of(ticket)
    why, person = _next(ticket, team, now)
    _end(wake, why, now)
    if person is None or team is None:
        return None
    return _call(ticket, team, person, timedelta(minutes=calls.rules().patience), now)


def _next(ticket: Ticket, team: Team | None, now: datetime) -> tuple[str, int | None]:
    """Return why a call that nobody answered is over, and whom to call now."""
    if _is_over(ticket) or ticket.taken_at is not None or team is None:
        return TAKEN, None
    if ticket.priority not in calls.rules().wakes:
        return CAN_WAIT, None
    if calls.is_open(now):
        return OPEN, None
    woken = list(Wake.objects.filter(ticket=ticket).order_by("no").values_list("person_id", flat=True))
    person = waking.after(woken, calls.candidates(team, now))
    return (GIVEN_UP, None) if person is None else (PASSED, person)


@transaction.atomic
def answer(wake_id: int, *, person_id: int | None, actor: Actor, now: datetime) -> bool:
    """Note that somebody is awake; tell whether this call still waited for that."""
    wake = Wake.objects.select_for_update(of=("self",), no_key=True).select_related("ticket__subject").get(pk=wake_id)
    later = Wake.objects.filter(ticket=wake.ticket_id, answered_at=None, over_at=None).exclude(pk=wake_id)
    if wake.answered_at is not None:
        return False
    for other in later.select_for_update(no_key=True):
        _end(other, TAKEN, now)  # whoever was called first is awake after all
    wake.answered_at, wake.answered_by_id = now, person_id
    wake.save(update_fields=["answered_at", "answered_by"])
    _record("wake.answered", wake, wake.ticket, actor=actor, now=now)
    return True


def note_try(wake_id: int, way: str, trouble: str, *, now: datetime) -> None:
    """Note that a way was tried, and what went wrong."""
    said = {"at": now, "trouble": trouble[:300]}
    WakeTry.objects.update_or_create(wake_id=wake_id, way=way, defaults=said)


def _call(ticket: Ticket, team: Team, person_id: int, patience: timedelta, now: datetime) -> Wake:
    no = Wake.objects.filter(ticket=ticket).count() + 1
    said = {"ticket": ticket, "team": team, "person_id": person_id, "no": no, "woken_at": now}
    token = hashed(token_of(ticket.pk, no))
    wake = Wake.objects.create(**said, next_at=now + patience, token_hash=token)
    for call in _called:
        call(wake.pk)
    _record("wake.called", wake, ticket, actor=MACHINE, now=now)
    return wake


def _end(wake: Wake, why: str, now: datetime) -> None:
    wake.over_at, wake.over = now, why
    wake.save(update_fields=["over_at", "over"])


def _held(ticket_id: int) -> Ticket:
    rows = Ticket.objects.select_for_update(of=("self",), no_key=True).select_related("subject", "team", "client")
    return rows.get(pk=ticket_id)


def _is_over(ticket: Ticket) -> bool:
    return ticket.state in ("resolved", "closed")


def _record(kind: str, wake: Wake, ticket: Ticket, *, actor: Actor, now: datetime) -> None:
    body = {"person": wake.person_id, "no": wake.no, "team": wake.team_id}
    new = events.NewEvent(ticket.subject.chain_id, kind, now, ticket.pk, body)
    events.append(new, actor=actor, now=now)
