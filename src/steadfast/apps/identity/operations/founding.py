"""The first start: from nothing to a practice with an owner.

The event "practice.founded" wakes the higher apps: agreements makes the first calendar and agreement from it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils.translation import get_language, gettext

from steadfast.apps.identity.models import Party, Person, Practice, RoleHeld, User
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.operations import accounts, links, teams
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN

FOUNDED = "practice.founded"


@dataclass(frozen=True)
class Founding:
    """What the first page asks for. `zone` is an IANA name, `currency` an ISO 4217 code."""

    practice: str
    zone: str
    currency: str
    owner: str
    email: str


@transaction.atomic
def set_up(token: str, founding: Founding, password: str, *, now: datetime) -> User:
    """Use the link and found the practice with its owner and a first team, whose work they answer for.

    Return the account to sign in. Raise LinkNotGood.
    """
    if links.use(token, now=now).person_id is not None:
        raise links.LinkNotGood(say("This link is a member's invitation."))
    owner = found(founding, now=now)
    founder = Actor(owner.pk, PRACTICE_ID, owner.name, frozenset())
    teams.make_team(name=gettext("Service desk"), duty_owner=owner, members=[owner], actor=founder, now=now)
    return accounts.open_account(owner, password)


@transaction.atomic
def found(founding: Founding, *, now: datetime) -> Person:
    """Make the practice (party 1, whose events are chain 1) and its owner, who cannot sign in yet."""
    party = Party.objects.create(pk=PRACTICE_ID, kind="practice", name=founding.practice)
    Practice.objects.create(party=party, zone=founding.zone, currency=founding.currency)
    _count_on_from(Party)
    owner = Person.objects.create(party=party, name=founding.owner, email=founding.email.lower(), zone=founding.zone)
    RoleHeld.objects.create(person=owner, role="owner")
    body = {
        "practice": party.pk,
        "zone": founding.zone,
        "currency": founding.currency,
        "owner": owner.pk,
        "language": get_language() or "en",  # in which it is given its first names of things
    }
    founder = Actor(owner.pk, party.pk, owner.name, frozenset())
    events.append(events.NewEvent(PRACTICE_CHAIN, FOUNDED, now, None, body), actor=founder, now=now)
    return owner


def _count_on_from(model: type[Party]) -> None:
    """Let PostgreSQL's sequence know of the id that was given by hand; SQLite needs no telling."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
