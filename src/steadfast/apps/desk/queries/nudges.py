"""What Today asks of the owner of a ticket: to ask again, and to look at what came back because a wait is over."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from steadfast.apps.commitments.models import Wait
from steadfast.apps.commitments.nudges import Nudge
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event
from steadfast.foundation.prepared import Rows

LIMIT = 12
OWN = ("subject", "reason", "words", "since", "until", "expires_at", "reminded", "on_person", "on_party")
NAMES = (
    "subject__kind", "subject__number", "subject__ticket__client__name", "on_person__name", "on_party__name",
)  # fmt: skip
AGO = timedelta(days=30)  # what came back longer ago is found by its due time


def nudges(actor: Actor, now: datetime) -> Iterable[Nudge]:
    """Return the rows of a member, in one query."""
    if actor.person_id is None or actor.client_id is not None:
        return []
    rows = WORTH_A_LOOK.rows(owner=actor.person_id, now=now, since=now - AGO)
    return [_back(wait) if wait.until else _again(wait) for wait in rows]


def _worth_a_look(owner: int, now: datetime, since: datetime) -> QuerySet[Wait]:
    """Return the waits that are to be asked about, and those that ended since with nobody having looked."""
    due = Q(until__gt=since) | Q(until=None, remind_at__lte=now)
    members = Person.objects.filter(party_id=PRACTICE_ID).values("pk")
    looked = Event.objects.filter(subject=OuterRef("subject"), at__gt=OuterRef("until"), actor_id__in=members)
    back = Q(until=F("expires_at"), subject__ticket__state="in progress") & ~Exists(looked)
    again = Q(until=None, subject__ticket__state="waiting")
    known = Wait.objects.filter(back | again, due, subject__ticket__owner_id=owner, evidence_event__isnull=False)
    rows = (
        known.filter(subject__ticket__closed_at=None)
        .exclude(reason="resolved")
        .select_related("subject__ticket__client", "on_person", "on_party")
    )
    return rows.only(*OWN, *NAMES).order_by("-since", "-id")[:LIMIT]


WORTH_A_LOOK = Rows(_worth_a_look, ["owner"], ["now", "since"])


def _again(wait: Wait) -> Nudge:
    number = wait.subject.number
    times = say("asked again %(n)s×, first", n=wait.reminded) if wait.reminded else say("no answer, asked")
    return Nudge(
        what=say("Ask %(whom)s again: %(what)s", whom=whom(wait), what=wait.words),
        label=wait.subject.label,
        url=reverse("desk:ticket", args=[number]),
        about=times,
        at=wait.since,
        post=reverse("desk:ask_again", args=[number]),
        button=say("Asked again"),
        fields=(("to", "today"), ("key", str(uuid4()))),
    )


def _back(wait: Wait) -> Nudge:
    return Nudge(
        what=say("Came back: the wait for %(whom)s is over", whom=whom(wait)),
        label=wait.subject.label,
        url=reverse("desk:ticket", args=[wait.subject.number]),
        about=say("“%(what)s” did not come by", what=wait.words),
        at=wait.expires_at,
    )


def whom(wait: Wait) -> str:
    """Return the name of who is waited for, as far as it is known."""
    if wait.on_person is not None:
        return wait.on_person.name
    if wait.on_party is not None:
        return wait.on_party.name
    return say("a supplier") if wait.reason == "supplier" else wait.subject.ticket.client.name
