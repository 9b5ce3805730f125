"""Who may come into the portal by a link, and which links work. In doubt the answer is the same: no."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.queries.links import hashed
from steadfast.apps.portal.models import SignInLink


@dataclass(frozen=True, slots=True)
class Way:
    """How a contact stands to the portal: may they sign in, since when an invitation waits, when they last came."""

    open: bool
    invited_until: datetime | None
    last_came: datetime | None


def good_link(token: str, *, now: datetime) -> SignInLink | None:
    """Return a link with its person while it works."""
    rows = SignInLink.objects.select_related("person__user").filter(token_hash=hashed(token), used_at=None)
    link = rows.first()
    return link if link is not None and is_good(link, now) else None


def is_good(link: SignInLink, now: datetime) -> bool:
    """Tell whether an unused link works: young enough, its person there, served, let in and at its address."""
    person = link.person
    same = bool(person.email) and person.email.lower() == link.email.lower()
    return now < link.ends_at and same and _let_in(person) and is_served(person)


def to_be_sent(email: str) -> Person | None:
    """Return the contact who signs in by this address, None where there is none who may."""
    rows = _contacts().filter(user__email__iexact=email.strip(), user__is_active=True)
    person = rows.select_related("user").first()
    same = person is not None and person.email.lower() == email.strip().lower()
    return person if person is not None and same and is_served(person) else None


def is_served(person: Person) -> bool:
    """Tell whether their client is one whom the practice still serves."""
    return Client.objects.filter(pk=person.party_id, retired_at=None).exists()


def way_of(person: Person, *, now: datetime) -> Way:
    """Return how a contact stands to the portal."""
    waits = SignInLink.objects.filter(person=person, invites=True, used_at=None, ends_at__gt=now, email=person.email)
    link = waits.order_by("-made_at").first()
    user = person.user
    return Way(_let_in(person), link.ends_at if link else None, user.last_login if user else None)


def _contacts() -> QuerySet[Person]:
    return Person.objects.filter(left_at=None, roles__role="contact", party__kind="client")


def _let_in(person: Person) -> bool:
    return person.left_at is None and person.user is not None and person.user.is_active
