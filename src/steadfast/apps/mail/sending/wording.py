"""The words around what somebody wrote: subject, greeting and signature of a box, with variables as {{first name}}.

What is no variable is named when the words are kept. One without a value leaves nothing behind, as the mail is on its
way already.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.foundation import moments

VARIABLE = re.compile(r"\{\{([^{}]*)\}\}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where words are filled: the ticket, the practice, who wrote it, the box's name, the instant it is written."""

    ticket: Ticket
    practice: str
    author: str
    box: str
    now: datetime

    @property
    def contact(self) -> str:
        return self.ticket.contact.name if self.ticket.contact else self.ticket.client.name


def _first_name(place: Place) -> str:
    return place.contact.split()[0] if place.ticket.contact else place.contact


def _answer_by(place: Place) -> str:
    """Return until when our first response is promised, on the client's own wall; "" where nothing is."""
    owed = Commitment.objects.filter(
        subject=place.ticket.pk, kind="first response", debtor_id=PRACTICE_ID, closed_at=None, due_at__gt=place.now
    )
    row = owed.order_by("due_at").first()
    return moments.in_full(row.due_at, moments.zone_of(place.ticket.client.zone)) if row else ""


VARIABLES: Mapping[str, tuple[Promise | str, Callable[[Place], str]]] = {
    "ticket": (_("the number, T-1042"), lambda place: place.ticket.subject.label),
    "title": (_("what the ticket is called"), lambda place: place.ticket.subject.title),
    "contact": (_("whom the ticket is for, else the client"), lambda place: place.contact),
    "first name": (_("the first of the contact’s names"), _first_name),
    "author": (_("who wrote it"), lambda place: place.author),
    "practice": (_("our own name"), lambda place: place.practice),
    "box": (_("the name of the box"), lambda place: place.box),
    "answer by": (_("until when our first response is promised"), _answer_by),
}


def unknown(text: str) -> list[str]:
    """Return what stands in a text as a variable and is none, as it was written."""
    wrong = [found[0] for found in VARIABLE.finditer(text) if _named(found[1]) not in VARIABLES]
    rest = VARIABLE.sub("", text)
    return wrong + [mark for mark in ("{{", "}}") if mark in rest]


def filled(text: str, place: Place) -> str:
    """Return a text with its variables filled in."""

    def fill(found: re.Match[str]) -> str:
        known = VARIABLES.get(_named(found[1]))
        return known[1](place) if known else found[0]

    return VARIABLE.sub(fill, text).strip()


def framed(text: str, *, greeting: str, signature: str, place: Place, quoted: str = "") -> str:
    """Return what somebody wrote as it leaves: below the greeting, above the signature, before what it answers."""
    parts = [filled(greeting, place), text.strip("\n"), f"-- \n{filled(signature, place)}" if signature.strip() else ""]
    parts.append("\n".join(f"> {line}".rstrip() for line in quoted.splitlines()))
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def acknowledged(text: str, place: Place) -> str:
    """Return the words of an acknowledgement; our own promise no more than the agreement does."""
    if text.strip():
        return filled(text, place)
    number, by = place.ticket.subject.label, _answer_by(place)
    told = _("Your message reached us. It has the number %(number)s.") % {"number": number}
    if by:
        told += "\n\n" + _("By our agreement a person answers you by %(by)s.") % {"by": by}
    return str(told)


def _named(words: str) -> str:
    return " ".join(words.split()).lower()
