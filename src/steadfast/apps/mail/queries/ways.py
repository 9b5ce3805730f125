"""By which box mail of a ticket leaves, to whom, and what came before it in its thread."""

from email import policy
from email.parser import BytesHeaderParser

from django.core.cache import cache
from django.db.models import Case, IntegerField, QuerySet, When

from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person
from steadfast.apps.mail.models import Box, Incoming, Sent
from steadfast.apps.mail.sending import message, transport
from steadfast.domain.mail import message_id
from steadfast.foundation.files import store

HEAD = 65_536  # bytes of a mail in which its header lies
KEPT = 10  # earlier mails of ours that References names


def senders() -> QuerySet[Box]:
    """Return the boxes that send, the oldest first."""
    return Box.objects.exclude(sends="none").order_by("pk")


def replies_leave() -> bool:
    """Tell whether replies leave as mail; the answer may be half a minute old, as every ticket's page asks."""
    return bool(cache.get_or_set("mail_replies_leave", lambda: int(senders().exists()), 30))


def can_send() -> bool:
    """Tell whether any mail can leave: by the server of the settings or by a box."""
    return transport.has_default() or senders().exclude(sends="practice").exists()


def default_box() -> Box | None:
    """Return the box whose address stands on what no box was named for."""
    return next((box for box in senders() if transport.can_send(box)), None)


def box_of(ticket: Ticket) -> Box | None:
    """Return the box that answers on a ticket: where it came in, else its team's, else one of no team, else any."""
    last = _incoming(ticket).exclude(raw__box=None).select_related("raw__box").first()
    if last is not None and last.raw.box is not None and transport.can_send(last.raw.box):
        return last.raw.box
    near = Case(When(team=ticket.team_id, then=0), When(team=None, then=1), default=2, output_field=IntegerField())
    rows = senders().filter(paused_at=None).order_by(near, "pk")
    return next((box for box in rows if transport.can_send(box)), None)


def recipient_of(ticket: Ticket) -> str:
    """Return the address of whom the ticket is for; of a contact without one, the address that wrote last.

    "" where they have left: what is written is no longer theirs to read, and nobody else was named.
    """
    if ticket.contact is not None and (ticket.contact.left_at is not None or ticket.contact.email):
        return "" if ticket.contact.left_at is not None else ticket.contact.email
    last = _incoming(ticket).exclude(sender="").first()
    return last.sender if last is not None and not _has_left(ticket, last.sender) else ""


def _has_left(ticket: Ticket, address: str) -> bool:
    """Tell whether an address is only of people of the client who have left."""
    people = Person.objects.filter(party_id=ticket.client_id, email__iexact=address)
    left = list(people.values_list("left_at", flat=True))
    return bool(left) and None not in left


def thread_headers(ticket: Ticket, domain: str) -> dict[str, str]:
    """Return In-Reply-To and References of the next mail on a ticket."""
    last = _incoming(ticket).select_related("raw").first()
    theirs = _name_of(last) if last is not None else ""
    sent = Sent.objects.filter(ticket=ticket).order_by("-pk").values_list("name", flat=True)[:KEPT]
    known = [*reversed(sent), *([theirs] if theirs else [])]
    found = {"References": message.references(known, root(ticket, domain))}
    return {"In-Reply-To": known[-1], **found} if known else found


def root(ticket: Ticket, domain: str) -> str:
    """Return the name of the message that began the thread in spirit: all mails of one ticket stand together by it."""
    return f"<ticket.{ticket.subject.number}.{ticket.opened_at:%Y%m%d%H%M%S}@{domain}>"


def answered_text(ticket: Ticket) -> str:
    """Return what the client wrote last by mail, "" where they did not."""
    last = _incoming(ticket).exclude(text="").first()
    return last.text if last is not None else ""


def incoming_of(ticket: Ticket) -> Incoming | None:
    """Return the first mail of a ticket."""
    return Incoming.objects.filter(ticket=ticket, outcome="opened").select_related("raw").first()


def _incoming(ticket: Ticket) -> QuerySet[Incoming]:
    return Incoming.objects.filter(ticket=ticket, outcome__in=("opened", "replied")).order_by("-came_at", "-raw")


def _name_of(row: Incoming) -> str:
    """Return the Message-ID of a mail as it stands in its header; the table keeps a digest alone."""
    try:
        with store.read(row.raw.digest) as file:
            head = BytesHeaderParser(policy=policy.compat32).parsebytes(file.read(HEAD))
    except OSError:
        return ""
    names = message_id.named(str(head.get("Message-ID", "")))
    good = names and names[0].isascii() and names[0].isprintable() and len(names[0]) < 900
    return f"<{names[0]}>" if good else ""
