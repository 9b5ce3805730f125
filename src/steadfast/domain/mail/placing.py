"""On which ticket a mail belongs, or who has to look at it. Never into the thread of another client.

First the message that it answers, then the signed token in the address, then the subject with the same sender. Who is
no contact of the ticket's client is a stranger to it, whatever they know: a person decides, with the ticket proposed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from steadfast.domain.language import known
from steadfast.domain.mail.public_domains import is_public

SUBJECT_WINDOW = timedelta(days=30)  # how long a ticket is found by its subject
SHORTEST_SUBJECT = 4  # characters: "Hi" joins nothing

ANSWERS = known("It answers a message of the ticket.")
TOKEN = known("It was sent to the address of the ticket.")
SUBJECT = known("The same sender wrote with this subject before.")
NEW = known("A contact wrote something new.")
STRANGER = known("The sender is nobody of the ticket’s client. Look who it is before their words enter the thread.")
SEVERAL = known("The sender is a contact of several clients.")
SAME_DOMAIN = known("Nobody has this address, but others of this client write from the same domain.")
UNKNOWN = known("Nobody has this address.")
MEMBER = known("One of us sent it by mail.")
UNPROVED = known("Its sender could not be proved (DMARC).")
NO_SENDER = known("It names no sender.")
UNSAID = known("It could not be added to the ticket.")


@dataclass(frozen=True, slots=True)
class Known:
    """A ticket that a mail may belong to, and whose it is."""

    ticket: int
    client: int


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote: of which clients the address is a contact (client → person), which client others there are of."""

    address: str
    contacts: tuple[tuple[int, int], ...] = ()
    member: bool = False
    same_domain: tuple[int, ...] = ()
    unproved: bool = False

    def person(self, client: int) -> int | None:
        """Return who of a client it is."""
        return next((person for of, person in self.contacts if of == client), None)


@dataclass(frozen=True, slots=True)
class Placed:
    """`how`: reply (on `ticket`), open (for `client`) or triage, with what is proposed. `person`: who wrote."""

    how: str
    why: str
    ticket: int | None = None
    client: int | None = None
    person: int | None = None


def place(
    sender: Sender, *, answered: Sequence[Known] = (), token: Known | None = None, subject: Known | None = None
) -> Placed:
    """Return where a person's mail belongs. `answered`: tickets of the messages it refers to, the likeliest first."""
    found = _found(sender, answered, token, subject)
    if sender.member:
        return _triage(MEMBER, found)
    if not sender.address:
        return _triage(NO_SENDER, found)
    if sender.unproved:
        return _triage(UNPROVED, found)
    if found is not None:
        where, why = found
        person = sender.person(where.client)
        return Placed("reply", why, where.ticket, where.client, person) if person else _triage(STRANGER, found)
    return _new(sender)


def _found(
    sender: Sender, answered: Sequence[Known], token: Known | None, subject: Known | None
) -> tuple[Known, str] | None:
    """Return the first ticket of a client whose contact the sender is, or else the first that is known at all."""
    ways = [*((each, ANSWERS) for each in answered), *([(token, TOKEN)] if token else [])]
    theirs = [way for way in ways if sender.person(way[0].client)]
    if theirs or ways:
        return (theirs or ways)[0]
    return (subject, SUBJECT) if subject is not None else None


def _new(sender: Sender) -> Placed:
    if len(sender.contacts) == 1:
        client, person = sender.contacts[0]
        return Placed("open", NEW, client=client, person=person)
    if sender.contacts:
        return Placed("triage", SEVERAL, client=sender.contacts[0][0])
    if len(sender.same_domain) == 1 and not is_public(domain_of(sender.address)):
        return Placed("triage", SAME_DOMAIN, client=sender.same_domain[0])
    return Placed("triage", UNKNOWN)


def _triage(why: str, found: tuple[Known, str] | None) -> Placed:
    return Placed("triage", why, found[0].ticket, found[0].client) if found else Placed("triage", why)


def domain_of(address: str) -> str:
    """Return the part behind the @, in small letters; "" where there is none."""
    return address.rpartition("@")[2].lower().strip(".") if "@" in address else ""
