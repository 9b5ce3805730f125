"""Factors: added, renamed, taken away. Each is an event; what a factor knows (keys, codes, seeds) is in none."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.identity.models import ProviderSubject, User
from steadfast.apps.identity.queries.factors import ways_of
from steadfast.apps.identity.queries.sign_in import must_have_second_factor
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN

LONGEST_NAME = 60
MOST_PASSKEYS = 20
APP, PASSKEY, CODES = "app", "passkey", "recovery codes"


class OnlyWayIn(ValueError):
    """Without it nobody could sign in to this account any more."""


class Required(ValueError):
    """The practice asks for a second factor, and this is the last one."""


class TooMany(ValueError):
    """An account has as many passkeys as it may have."""


@transaction.atomic
def add_app(user: User, secret: str, *, actor: Actor, now: datetime) -> list[str]:
    """Take an authenticator app into use; return new recovery codes where there were none."""
    lock(user)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(user, secret)
    codes = first_codes(user)
    record("person.factor_added", user, APP, actor=actor, now=now)
    return codes


@transaction.atomic
def add_passkey(user: User, name: str, credential: dict[str, Any], *, actor: Actor, now: datetime) -> list[str]:
    """Keep a passkey whose ceremony has been checked; return new recovery codes where a password makes them useful."""
    lock(user)
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count() >= MOST_PASSKEYS:
        raise TooMany(_("%(n)s passkeys are enough. Remove one first.") % {"n": MOST_PASSKEYS})
    WebAuthn.add(user, name[:LONGEST_NAME], credential)
    codes = first_codes(user) if user.has_usable_password() else []
    record("person.factor_added", user, PASSKEY, actor=actor, now=now)
    return codes


@transaction.atomic
def rename_passkey(user: User, passkey_id: int, name: str) -> bool:
    """Give a passkey of one's own another name; False when there is none of this number."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN, pk=passkey_id).first()
    if row is None:
        return False
    row.data["name"] = name[:LONGEST_NAME]
    row.save(update_fields=["data"])
    return True


@transaction.atomic
def remove_passkey(user: User, passkey_id: int, *, actor: Actor, now: datetime) -> bool:
    """Take a passkey away. Raise OnlyWayIn or Required; False when there is none of this number."""
    return _remove(user, PASSKEY, actor, now, type=Authenticator.Type.WEBAUTHN, pk=passkey_id)


@transaction.atomic
def remove_app(user: User, *, actor: Actor, now: datetime) -> bool:
    """Take the authenticator app out of use. Raise Required; False when there is none."""
    return _remove(user, APP, actor, now, type=Authenticator.Type.TOTP)


@transaction.atomic
def renew_codes(user: User, *, actor: Actor, now: datetime) -> list[str]:
    """Return new recovery codes; the old ones are dead."""
    lock(user)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(user).generate_codes()
    record("person.factor_added", user, CODES, actor=actor, now=now)
    return codes


def forget_factors(user: User) -> None:
    """Take every factor and every binding to a provider away, in the caller's transaction and for its event."""
    Authenticator.objects.filter(user=user).delete()
    ProviderSubject.objects.filter(user=user).delete()


def _remove(user: User, what: str, actor: Actor, now: datetime, **which: Any) -> bool:
    lock(user)
    row = Authenticator.objects.filter(user=user, **which).first()
    if row is None:
        return False
    row.delete()
    left = ways_of(user)
    if what == PASSKEY and not (left.password or left.passkeys or left.issuers):
        raise OnlyWayIn(_("It is your only way in. Add another passkey first."))
    if not left.second_factor and must_have_second_factor(user.person):
        raise Required(_("Your practice asks for a second factor. Add another one first."))
    if not left.second_factor:
        Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    record("person.factor_removed", user, what, actor=actor, now=now)
    return True


def lock(user: User) -> None:
    """Let one at a time change how this account gets in, in the caller's transaction."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def first_codes(user: User) -> list[str]:
    """Return new recovery codes where there were none."""
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).exists():
        return []
    codes: list[str] = RecoveryCodes.activate(user).generate_codes()
    return codes


def record(kind: str, user: User, factor: str, *, actor: Actor, now: datetime) -> None:
    """Append that a factor was added or taken away."""
    body = {"person": user.person.pk, "factor": factor}
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, body), actor=actor, now=now)
