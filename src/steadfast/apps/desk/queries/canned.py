"""Canned replies: which ones a member may use, and their words filled in on a ticket.

A variable is written {{first name}}. What is no variable is named when a reply is kept; what has no value on a ticket
stays standing, and a text in which a variable stands is not sent.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import CannedReply, Ticket
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.foundation import moments
from steadfast.foundation.actor import Actor

MOST = 200  # replies to choose from
KEPT_BY_A_REPLY = ("first response", "next update")
VARIABLE = re.compile(r"\{\{([^{}]*)\}\}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text is filled: the ticket, who writes, and when."""

    ticket: Ticket
    practice: str
    actor: Actor
    now: datetime


def _contact(place: Place) -> str:
    return place.ticket.contact.name if place.ticket.contact else place.ticket.client.name


def _first_name(place: Place) -> str:
    return place.ticket.contact.name.split()[0] if place.ticket.contact else place.ticket.client.name


def _due(place: Place) -> str:
    """Return the next due time ahead of what a reply leaves owed; a date that has passed is no date to promise."""
    ours = Commitment.objects.filter(debtor_id=PRACTICE_ID, closed_at=None, due_at__gt=place.now)
    here = ours.filter(Q(subject=place.ticket.pk) | Q(subject__ticket__merged_into=place.ticket.pk))
    due = here.exclude(kind__in=KEPT_BY_A_REPLY).aggregate(first=Min("due_at"))["first"]
    return moments.due(due, place.now, moments.zone_of(place.actor.zone)) if due else ""


VARIABLES: Mapping[str, tuple[Promise | str, Callable[[Place], str]]] = {
    "contact": (_("whom the ticket is for, else the client"), _contact),
    "first name": (_("the first of the contact’s names"), _first_name),
    "ticket": (_("the number, T-1042"), lambda place: place.ticket.subject.label),
    "due": (_("when what we owe beyond this reply falls due next"), _due),
    "owner": (_("who answers for it"), lambda place: place.ticket.owner.name if place.ticket.owner else ""),
    "practice": (_("our own name"), lambda place: place.practice),
}


def usable_by(actor: Actor) -> QuerySet[CannedReply]:
    """Return the replies of everybody and the actor's own, by name."""
    rows = CannedReply.objects.filter(Q(owner=None) | Q(owner_id=actor.person_id or 0))
    return rows.select_related("owner", "team").order_by("name", "pk")


def on(ticket: Ticket, actor: Actor, words: str = "") -> list[CannedReply]:
    """Return the replies that fit a ticket: of no team or of its own; those whose name begins with `words` first."""
    rows = usable_by(actor).filter(Q(team=None) | Q(team_id=ticket.team_id or 0))
    wanted = words.strip().lower()
    found = list(rows.filter(name__icontains=wanted)[:MOST] if wanted else rows[:MOST])
    return sorted(found, key=lambda row: not row.name.lower().startswith(wanted))


def written(name: str) -> str:
    """Return a variable as a text holds it."""
    return "{{" + name + "}}"


def unknown(text: str) -> list[str]:
    """Return what stands in a text as a variable and is none, as it was written."""
    wrong = [found[0] for found in VARIABLE.finditer(text) if _named(found[1]) not in VARIABLES]
    rest = VARIABLE.sub("", text)
    return wrong + [mark for mark in ("{{", "}}") if mark in rest]


def unfilled(text: str) -> list[str]:
    """Return the variables that still stand in a text."""
    return [found[0] for found in VARIABLE.finditer(text) if _named(found[1]) in VARIABLES]


def filled(text: str, place: Place) -> str:
    """Return a text with its variables filled in; one without a value stays, to be seen and written by hand."""

    def fill(found: re.Match[str]) -> str:
        known = VARIABLES.get(_named(found[1]))
        return (known[1](place) if known else "") or found[0]

    return VARIABLE.sub(fill, text)


def _named(words: str) -> str:
    return " ".join(words.split()).lower()
