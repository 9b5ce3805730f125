"""Which tickets a mail may belong to: by the messages it refers to, by the token in an address, by its subject."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db.models import F, QuerySet

from steadfast.apps.desk.models import Ticket
from steadfast.apps.mail.models import Reference
from steadfast.apps.mail.reading import Letter
from steadfast.domain.mail import message_id, reply_address, subjects
from steadfast.domain.mail.placing import SHORTEST_SUBJECT, SUBJECT_WINDOW, Known, Sender
from steadfast.foundation.prepared import Rows

MOST = 50  # tickets of one contact whose titles are compared
FEW = 4  # messages to which a mail refers, mostly
WORDS = tuple(f"named {place}" for place in range(FEW))
type Named = tuple[str, int, int, bool]
LABEL = re.compile(r"\[T-([1-9][0-9]{0,17})\]")


def answered(letter: Letter) -> list[Known]:
    """Return the tickets of the messages that a mail refers to, the likeliest first."""
    return of_names(message_id.answered(letter.header))


def of_names(names: Iterable[str], *, ours: bool = False) -> list[Known]:
    """Return the tickets of messages by their Message-IDs, in that order; `ours`: only of what we sent."""
    digests = [message_id.digest(name) for name in names]
    by_name: dict[str, list[Known]] = {}
    for named, ticket, client, is_ours in _referred(digests):
        if ours and not is_ours:
            continue
        by_name.setdefault(named, []).append(Known(ticket, client))
    return list(dict.fromkeys(known for digest in digests for known in by_name.get(digest, ())))


def _referred(digests: Sequence[str]) -> Iterable[Named]:
    """Return (digest, ticket, client, whether we sent it) of messages, what we sent first."""
    if not digests:
        return []
    if len(digests) > FEW:
        return _references(*digests)
    filled = [*digests, *[digests[0]] * (FEW - len(digests))]
    return _of_few().rows(**dict(zip(WORDS, filled, strict=True)))


@cache
def _of_few() -> Rows[Named]:
    return Rows(lambda **words: _references(*words.values()), words=WORDS)


def _references(*digests: str) -> QuerySet[Reference, Named]:
    rows = Reference.objects.filter(named__in=digests).order_by("-ours", "pk")
    return rows.values_list("named", "ticket_id", "ticket__client_id", "ours")


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
    ticket = _ticket(ticket_id)
    return ticket if ticket.merged_into_id is None else _ticket(ticket.merged_into_id)


def _ticket(ticket_id: int) -> Ticket:
    found = _tickets().rows(ticket=ticket_id)
    if not found:
        raise Ticket.DoesNotExist(f"there is no ticket {ticket_id}")
    return found[0]


@cache
def _tickets() -> Rows[Ticket]:
    rows = Ticket.objects.select_related("subject", "client", "agreement_version", "contact")
    return Rows(lambda ticket: rows.filter(pk=ticket), ["ticket"])


def _numbered(number: int) -> Known | None:
    rows = Ticket.objects.filter(subject__kind="ticket", subject__number=number)
    found = rows.values_list(F("pk"), "client_id").first()
    return Known(*found) if found else None
