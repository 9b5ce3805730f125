"""Accounts: the row that signs in, kept in step with the person whom it stands for."""

from steadfast.apps.identity.models import Person, User
from steadfast.domain.language import say


class AddressTaken(ValueError):
    """Another person already signs in with this address."""


def open_account(person: Person, password: str | None, *, active: bool = True) -> User:
    """Give the person the password to sign in with, making the account where they have none yet.

    Without a password they come in by a passkey or a provider; with `active=False` not at all until it is opened again.
    """
    user = person.user or User(email=person.email.lower())
    user.is_active = active
    user.set_password(password)  # ends every session that an older password opened
    user.save()
    if person.user_id != user.pk:
        person.user = user
        person.save(update_fields=["user"])
    return user


def require_free(email: str) -> None:
    """Raise AddressTaken when a person with an account, or a member, already has the address."""
    taken = User.objects.filter(email__iexact=email).exists() or _member_has(email)
    if taken:
        raise AddressTaken(say("%(email)s already belongs to somebody here.", email=email))


def _member_has(email: str) -> bool:
    return Person.objects.filter(party__kind="practice", email__iexact=email).exists()
