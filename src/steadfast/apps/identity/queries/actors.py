"""From a person to the actor that views and operations know."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet, StringAgg, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from steadfast.apps.identity import beside
from steadfast.apps.identity.models import Party, Person, User
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.models.role import SEPARATOR
from steadfast.apps.identity.queries.roles import offered
from steadfast.foundation import access
from steadfast.foundation.actor import ANONYMOUS, Actor
from steadfast.foundation.prepared import Rows


def account(user_id: int) -> User | None:
    """Return an account with its person, `held`, their roles, and `practice_name`, in one query.

    `granted` is what the practice's own roles among them permit.
    """
    return next(iter(ACCOUNTS.rows(user=user_id)), None)


def _accounts(user: int) -> QuerySet[User]:
    held = Coalesce(StringAgg("person__roles__role", Value(SEPARATOR)), Value(""), output_field=TextField())
    granted = Coalesce(
        StringAgg("person__roles__own__permissions", Value(SEPARATOR)), Value(""), output_field=TextField()
    )
    practice = Party.objects.filter(pk=PRACTICE_ID).values("name")
    along = {"held": held, "granted": granted, "practice_name": Subquery(practice)}
    return User.objects.select_related("person").annotate(**along, **beside.annotations()).filter(pk=user)


ACCOUNTS = Rows(_accounts, ["user"])


def actor_of_user(user: User | AnonymousUser) -> Actor:
    """Return the actor of a signed-in account; ANONYMOUS for none, for leavers, and for an account without a person."""
    person = getattr(user, "person", None)
    if person is None or person.left_at is not None:
        return ANONYMOUS
    held = getattr(user, "held", None)
    if held is None:
        return actor_of(person)
    return actor_of(person, held.split(SEPARATOR), getattr(user, "granted", "").split(SEPARATOR))


def actor_of(person: Person, roles: Iterable[str] | None = None, granted: Iterable[str] = ()) -> Actor:
    """Return the actor of a person; their roles, and what own ones grant, are read when they are not given."""
    if roles is None:
        rows = list(person.roles.select_related("own"))
        roles, granted = [row.role for row in rows], [name for row in rows if row.own for name in row.own.granted]
    held = set(roles)
    return Actor(
        person_id=person.pk,
        party_id=person.party_id,
        name=person.name,
        permissions=access.permissions_of(held) | (offered() & frozenset(granted)),
        client_id=person.party_id if "contact" in held else None,
        own_only=person.own_only,
        zone=person.zone,
        language=person.language,
        density=person.density,
        letter_keys=person.letter_keys,
    )


def operator() -> Actor:
    """Return the actor of a command: whoever runs it owns the machine and may see what the owner sees."""
    return Actor(None, PRACTICE_ID, "the command line", access.permissions_of(["owner"]))
