"""Who may get in how: the practice's rules, its providers, and whom a provider's subject is bound to."""

from collections.abc import Sequence
from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.identity import sealing
from steadfast.apps.identity.models import Person, ProviderSubject, SignInProvider, SignInRules, User
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.oidc import Claims, Provider
from steadfast.apps.identity.operations import accounts
from steadfast.apps.identity.queries.sign_in import DOORS, person_of
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN


class NoOtherWay(ValueError):
    """Passwords cannot be switched off while there is no provider to sign in by."""


class IssuerTaken(ValueError):
    """The practice has this issuer already."""


@transaction.atomic
def set_rules(*, second_factor: str, passwords: bool, provided: bool, actor: Actor, now: datetime) -> None:
    """Say who must have a second factor and whether members may use a password. `provided`: there is a provider."""
    if not passwords and not provided:
        raise NoOtherWay(_("Set up a provider first; then passwords can go."))
    values = {"second_factor": second_factor, "passwords": passwords}
    SignInRules.objects.update_or_create(pk=PRACTICE_ID, defaults=values)
    _record("sign_in.rules_changed", values, actor=actor, now=now)


@transaction.atomic
def keep_provider(
    row: SignInProvider | None,
    *,
    name: str,
    issuer: str,
    client_id: str,
    secret: str,
    domains: Sequence[str],
    actor: Actor,
    now: datetime,
) -> SignInProvider:
    """Set a provider up or change it; an empty secret leaves the one that is kept. Raise IssuerTaken."""
    row = row or SignInProvider()
    if SignInProvider.objects.filter(issuer=issuer).exclude(pk=row.pk or 0).exists():
        raise IssuerTaken(_("A provider with this issuer is set up already."))
    row.name, row.issuer, row.client_id, row.domains = name, issuer, client_id, list(domains)
    if secret:
        row.sealed_secret = sealing.seal(secret)
    row.save()
    cache.delete(DOORS)
    body = {"provider": row.pk, "issuer": issuer, "domains": list(domains), "new_secret": bool(secret)}
    _record("sign_in.provider_kept", body, actor=actor, now=now)
    return row


@transaction.atomic
def remove_provider(row: SignInProvider, *, provided: bool, actor: Actor, now: datetime) -> None:
    """Take a provider away, with whom it was bound to. Without any, passwords are good again."""
    body = {"provider": row.pk, "issuer": row.issuer}
    ProviderSubject.objects.filter(issuer=row.issuer).delete()
    row.delete()
    cache.delete(DOORS)
    if not provided:
        SignInRules.objects.filter(pk=PRACTICE_ID).update(passwords=True)
    _record("sign_in.provider_removed", body, actor=actor, now=now)


@transaction.atomic
def enter_by_provider(claims: Claims, through: Provider, *, now: datetime) -> User:
    """Return the account of whom a provider vouches for, binding its subject at the first time. Raise Stranger."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person_of(claims, through).pk)
    user = person.user if person.user and person.user.is_active else accounts.open_account(person, None)
    bound, first = ProviderSubject.objects.update_or_create(
        issuer=claims.issuer,
        subject=claims.subject,
        defaults={"used_at": now},
        create_defaults={"user": user, "bound_at": now, "used_at": now},
    )
    if first:
        themselves = Actor(person.pk, person.party_id, person.name, frozenset())
        _record("person.bound", {"person": person.pk, "issuer": claims.issuer}, actor=themselves, now=now)
    return bound.user if not first else user


def _record(kind: str, body: dict[str, object], *, actor: Actor, now: datetime) -> None:
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, body), actor=actor, now=now)
