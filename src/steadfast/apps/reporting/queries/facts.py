"""Why a promise was broken: facts that the register holds about it, each as a condition on its row.

docs/algorithms/lateness.md says when each is true. A breach may have several; none of them is about a person.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from steadfast.apps.commitments.models import Commitment, HandOver, Reclassification, Wait
from steadfast.apps.reporting.queries.months import BadSelection
from steadfast.domain.language import known, say
from steadfast.foundation.models import Event

type Condition = Q | Exists
NONE = "none"
CLAUSED = Q(kind__in=("first response", "resolution"), subject__ticket__isnull=False)
RESOLUTION = Q(kind="resolution", subject__ticket__isnull=False)
IMPORTED = Q(subject__ticket__batch__isnull=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said of a breach, and the condition for it at `now`."""

    title: str
    where: Callable[[datetime], Condition]


def _end(now: datetime) -> Coalesce:
    return Coalesce("done_at", "closed_at", Value(now))


def _waited(reason: str) -> Callable[[datetime], Condition]:
    """Return the condition that a wait for this reason ran between the promise and its end."""

    def where(now: datetime) -> Condition:
        waits = Wait.objects.filter(subject=OuterRef("subject"), reason=reason, since__lt=OuterRef("end"))
        return Exists(waits.filter(Q(until=None) | Q(until__gt=OuterRef("promised_at"))))

    return where


def _offers() -> QuerySet[HandOver]:
    """Return the hand-overs of a commitment: its own, and those of all that is open on its subject."""
    return HandOver.objects.filter(
        Q(commitment=OuterRef("pk")) | Q(commitment=None), subject=OuterRef("subject")
    ).order_by()


def _changed_hands(now: datetime) -> Condition:
    answered = _offers().filter(answer="accepted", answered_at__gt=OuterRef("promised_at"))
    return Exists(answered.filter(answered_at__lte=OuterRef("end")))


def _unanswered(now: datetime) -> Condition:
    offered = _offers().filter(offered_at__lt=OuterRef("due_at"))
    return Exists(offered.filter(Q(answered_at=None) | Q(answered_at__gt=OuterRef("due_at"))))


def _not_taken(now: datetime) -> Condition:
    taken = Event.objects.filter(subject=OuterRef("subject"), kind="ticket.taken", at__lte=OuterRef("due_at"))
    accepted = _offers().filter(answer="accepted", answered_at__lte=OuterRef("due_at"))
    late = Q(subject__ticket__taken_at=None) | Q(subject__ticket__taken_at__gt=F("due_at"))
    unknown = IMPORTED & Q(subject__ticket__taken_at=None)
    return CLAUSED & late & ~unknown & ~Exists(taken.order_by()) & ~Exists(accepted)


def _silent(now: datetime) -> Condition:
    answered = "subject__ticket__first_response_at"
    late = Q(**{answered: None}) | Q(**{f"{answered}__gt": F("due_at")})
    return RESOLUTION & late & ~(IMPORTED & Q(**{answered: None}))


def _reclassified(now: datetime) -> Condition:
    return Exists(Reclassification.objects.filter(commitment=OuterRef("pk"), at__lte=OuterRef("end")))


FACTS: Mapping[str, Fact] = {
    "supplier": Fact(known("waited on a supplier"), _waited("supplier")),
    "client": Fact(known("waited on the client"), _waited("client")),
    "hands": Fact(known("changed hands"), _changed_hands),
    "offer": Fact(known("an offer lay unanswered"), _unanswered),
    "taken": Fact(known("nobody had taken it"), _not_taken),
    "silent": Fact(known("no word from us before due"), _silent),
    "reopened": Fact(known("reopened"), lambda now: RESOLUTION & Q(subject__ticket__reopened__gt=0)),
    "priority": Fact(known("its priority changed"), _reclassified),
    "moved": Fact(known("was moved before"), lambda now: Q(moves__gt=0)),
    "withdrawn": Fact(known("taken back"), lambda now: Q(closed_as="withdrawn")),
}


def ended(rows: QuerySet[Commitment], *, now: datetime) -> QuerySet[Commitment]:
    """Return rows with `end`: when each was done or closed, else now. The conditions need it."""
    return rows.annotate(end=_end(now))


def having(rows: QuerySet[Commitment], why: str, *, now: datetime) -> QuerySet[Commitment]:
    """Return the rows of which a fact is true, or with NONE those of which none is; BadSelection for no fact."""
    rows = ended(rows, now=now)
    if why == NONE:
        for fact in FACTS.values():
            rows = rows.exclude(fact.where(now))
        return rows
    if why not in FACTS:
        raise BadSelection(
            say("why %(why)s is not one of %(known)s, %(none)s", why=repr(why[:40]), known=", ".join(FACTS), none=NONE)
        )
    return rows.filter(FACTS[why].where(now))
