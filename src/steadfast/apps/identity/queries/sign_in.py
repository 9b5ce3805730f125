"""The rules by which people get in, the providers that may vouch for them, and whom a provider speaks of."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q

from steadfast.apps.identity import sealing
from steadfast.apps.identity.models import Person, ProviderSubject, RoleHeld, SignInProvider, SignInRules, User
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.models.sign_in import ALL, LEADERS
from steadfast.apps.identity.oidc import Claims, Provider
from steadfast.apps.identity.queries.factors import ways_of
from steadfast.apps.identity.queries.roles import LEADING, leading

DOORS = "sign-in-providers"  # in the cache; whoever changes a provider takes it away


@dataclass(frozen=True)
class Stranger(LookupError):
    """A provider vouched for somebody who may not come in; `why` is for the events, the reader gets one sentence."""

    why: str


def rules() -> SignInRules:
    """Return the practice's rules; before anybody decided, those that ask for nothing."""
    return SignInRules.objects.filter(pk=PRACTICE_ID).first() or SignInRules()


def takes_passwords(person: Person) -> bool:
    """Tell whether this person may sign in by a password; of clients' contacts the practice always takes them."""
    return person.party_id != PRACTICE_ID or rules().passwords


def must_have_second_factor(person: Person) -> bool:
    """Tell whether the practice asks a second factor of this person; of clients' contacts it asks none."""
    if person.party_id != PRACTICE_ID:
        return False
    asked = rules().second_factor
    if asked == LEADERS:
        held = RoleHeld.objects.filter(person=person).select_related("own")
        return any(row.role in LEADING or (row.own and row.own.granted & leading()) for row in held)
    return asked == ALL


def lacks_second_factor(user: User) -> bool:
    """Tell whether the practice asks one of this account and it has none."""
    person = getattr(user, "person", None)
    return person is not None and must_have_second_factor(person) and not ways_of(user).second_factor


def providers() -> list[Provider]:
    """Return those set up in the environment and by the owner. One whose secret cannot be opened is left out."""
    found = [Provider(**settings.SIGN_IN_PROVIDER)] if settings.SIGN_IN_PROVIDER else []
    return found + [one for row in SignInProvider.objects.order_by("name", "id") if (one := _provider(row))]


def doors() -> list[tuple[str, str]]:
    """Return key and name of each provider, for the page that everybody meets: kept in memory, it asks nothing."""
    kept: list[tuple[str, str]] | None = cache.get(DOORS)
    if kept is None:
        kept = [(one.key, one.name) for one in providers()]
        cache.set(DOORS, kept)
    return kept


def provider(key: str) -> Provider | None:
    """Return the provider of a key, None when there is none (any more)."""
    return next((one for one in providers() if one.key == key), None)


def _provider(row: SignInProvider) -> Provider | None:
    try:
        secret = sealing.opened(row.sealed_secret)
    except sealing.CannotOpen:
        return None
    return Provider(str(row.pk), row.name, row.issuer, row.client_id, secret, tuple(row.domains))


def person_of(claims: Claims, through: Provider) -> Person:
    """Return whom a provider vouches for: first whom the subject was bound to, else who has the verified address.

    Only somebody who has an account, or works here and was invited. Raise Stranger for anybody else.
    """
    bound = ProviderSubject.objects.filter(issuer=claims.issuer, subject=claims.subject).first()
    if bound is not None:
        person = Person.objects.filter(user_id=bound.user_id, left_at=None).first()
    else:
        person = _by_address(claims, through)
    if person is None:
        raise Stranger("nobody here has this address")
    return person


def _by_address(claims: Claims, through: Provider) -> Person | None:
    if not claims.email:
        raise Stranger("the address is not verified")
    if not through.vouches_for(claims.email):
        raise Stranger("the provider may not vouch for this domain")
    has_account = Q(user__email__iexact=claims.email, user__is_active=True)
    invited = Q(party_id=PRACTICE_ID, email__iexact=claims.email)
    not_yet_in = Q(user=None) | Q(user__is_active=False)
    person = Person.objects.filter(has_account | (invited & not_yet_in), left_at=None).select_related("user").first()
    taken = person is not None and ProviderSubject.objects.filter(issuer=claims.issuer, user=person.user_id).exists()
    if taken and person is not None and person.user_id is not None:
        raise Stranger("the address belongs to another account of this provider")
    return person
