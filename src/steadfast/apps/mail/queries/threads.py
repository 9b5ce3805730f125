"""Which tickets a mail may belong to: by the messages it refers to, by the token in an address, by its subject."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import F

from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.mail.models import Reference
from steadfast.apps.mail.reading import Letter
from steadfast.domain.mail import message_id, reply_address, subjects
from steadfast.domain.mail.placing import SHORTEST_SUBJECT, SUBJECT_WINDOW, Known, Sender

MOST = 50  # tickets of one contact whose titles are compared
LABEL = re.compile(r"\[T-([1-9][0-9]{0,17})\]")


def answered(letter: Letter) -> list[Known]:
    """Return the tickets of the messages that a mail refers to, the likeliest first."""
    return of_names(message_id.answered(letter.header))


def of_names(names: Iterable[str], *, ours: bool = False) -> list[Known]:
    """Return the tickets of messages by their Message-IDs, in that order; `ours`: only of what we sent."""
    digests = [message_id.digest(name) for name in names]
    rows = Reference.objects.filter(named__in=digests).order_by("-ours", "pk")
    rows = rows.filter(ours=True) if ours else rows
    by_name: dict[str, list[Known]] = {}
    for named, ticket, client in rows.values_list("named", "ticket_id", "ticket__client_id"):
        by_name.setdefault(named, []).append(Known(ticket, client))
    return list(dict.fromkeys(known for digest in digests for known in by_name.get(digest, ())))


def by_token(recipients: Sequence[str]) -> Known | None:
    """Return the ticket that one of the addresses names by its signed token."""
    numbers = (reply_address.read(address, settings.SECRET_KEY) for address in recipients)
    number = next((each for each in numbers if each), None)
    return _numbered(number) if number else None


def by_subject(subject: str, sender: Sender, *, now: datetime) -> Known | None:
    """Return the ticket of a sender with this subject: the one that it names, or the latest of the same title.

    Only an answer ("Re: …") is looked for by its words: two printers that stand still are two tickets.
    """
    people = [person for _, person in sender.contacts]
    if not people:
        return None
    label = LABEL.search(subject)
    named = _numbered(int(label[1])) if label else None
    if named is not None and sender.person(named.client):
        return named
    about = subjects.about(subject)
    if len(about) < SHORTEST_SUBJECT or about == " ".join(subject.split()).lower():
        return None
    rows = Ticket.objects.filter(contact_id__in=people, opened_at__gt=now - SUBJECT_WINDOW).order_by("-opened_at")
    for ticket, client, title in rows.values_list("pk", "client_id", "subject__title")[:MOST]:
        if subjects.about(title) == about:
            return Known(ticket, client)
    return None


def where_it_goes_on(ticket_id: int) -> Ticket:
    """Return a ticket, or the one into which it was merged."""
    rows = Ticket.objects.select_related("subject", "client", "agreement_version", "contact")
    return rows.get(pk=desk.goes_on_in(ticket_id))


def _numbered(number: int) -> Known | None:
    rows = Ticket.objects.filter(subject__kind="ticket", subject__number=number)
    found = rows.values_list(F("pk"), "client_id").first()
    return Known(*found) if found else None
