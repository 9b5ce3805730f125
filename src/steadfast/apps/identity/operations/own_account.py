"""What somebody changes of their own account: the address that signs in, a password where there was none, or none more.

No mail goes out: the event is what tells, and what a mailer will tell the address of before from.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from steadfast.apps.identity.models import Person, User
from steadfast.apps.identity.operations import accounts, factors
from steadfast.apps.identity.queries.factors import ways_of
from steadfast.apps.identity.queries.sign_in import must_have_second_factor, takes_passwords
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN

PASSWORD = "password"


class NoPasswords(ValueError):
    """The practice takes none, or this account has one already."""


@transaction.atomic
def change_address(user: User, email: str, *, actor: Actor, now: datetime) -> bool:
    """Let somebody sign in by another address; False where it is theirs already. Raise AddressTaken."""
    factors.lock(user)
    person = Person.objects.select_for_update(no_key=True).get(user=user)
    before, email = person.email, email.lower()
    if email == user.email == person.email:
        return False
    if email != user.email:
        accounts.require_free(email)
    _write(user, person, email)
    private = {"name": person.name, "before": before, "email": email}
    body = {"person": person.pk}
    event = events.NewEvent(PRACTICE_CHAIN, "person.address_changed", now, None, body, private=private)
    events.append(event, actor=actor, now=now)
    return True


def _write(user: User, person: Person, email: str) -> None:
    """Write the address in both places; of two who take the same one at once the later is told so."""
    user.email, person.email = email, email
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        raise accounts.AddressTaken(_("%(email)s already belongs to somebody here.") % {"email": email}) from None
    person.save(update_fields=["email"])


@transaction.atomic
def add_password(user: User, password: str, *, actor: Actor, now: datetime) -> list[str]:
    """Give a password to an account that signs in otherwise; return recovery codes where it has a second step now.

    Raise NoPasswords.
    """
    factors.lock(user)
    user.refresh_from_db(fields=["password"])
    if user.has_usable_password():
        raise NoPasswords(_("This account has a password."))
    require_taken(user.person)
    user.set_password(password)
    user.save(update_fields=["password"])
    codes = factors.first_codes(user) if ways_of(user).second_factor else []
    factors.record("person.factor_added", user, PASSWORD, actor=actor, now=now)
    return codes


def require_taken(person: Person) -> None:
    """Raise NoPasswords where the practice takes none of this person."""
    if not takes_passwords(person):
        raise NoPasswords(_("Your practice signs in by its provider or by a passkey, not by a password."))


def chose_password(user: User, *, actor: Actor, now: datetime) -> None:
    """Append that somebody replaced their password by another, in the caller's transaction."""
    body, private = {"person": user.person.pk}, {"name": user.person.name}
    event = events.NewEvent(PRACTICE_CHAIN, "person.chose_password", now, None, body, private=private)
    events.append(event, actor=actor, now=now)


@transaction.atomic
def remove_password(user: User, *, actor: Actor, now: datetime) -> bool:
    """Take the password away. Raise OnlyWayIn or Required; False when there is none."""
    factors.lock(user)
    user.refresh_from_db(fields=["password"])
    left = ways_of(user)
    if not left.password:
        return False
    if not (left.passkeys or left.issuers):
        raise factors.OnlyWayIn(_("It is your only way in. Add a passkey first."))
    if not left.second_factor and must_have_second_factor(user.person):
        raise factors.Required(_("Your practice asks for a second factor. Add another one first."))
    user.set_unusable_password()
    user.save(update_fields=["password"])
    if left.app is None:  # there is no second step any more that they could stand in for
        Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    factors.record("person.factor_removed", user, PASSWORD, actor=actor, now=now)
    return True
