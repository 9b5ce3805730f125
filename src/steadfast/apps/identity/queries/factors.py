"""By what somebody can show that it is them: password, passkeys, an app's codes, recovery codes, a provider."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from steadfast.apps.identity.models import ProviderSubject, User


@dataclass(frozen=True)
class Passkey:
    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Ways:
    """`codes` counts the recovery codes that are left, None where there are none; `issuers` have vouched for them."""

    password: bool
    app: Authenticator | None
    codes: int | None
    passkeys: tuple[Passkey, ...]
    issuers: tuple[str, ...]

    @property
    def second_factor(self) -> bool:
        """Whether a password alone does not let in."""
        return self.app is not None or bool(self.passkeys)

    @property
    def any(self) -> bool:
        """Whether there is any way to ask for a proof; an account of the demo has none."""
        return self.password or self.second_factor or bool(self.issuers)


def ways_of(user: User) -> Ways:
    """Return the ways of an account, in two queries."""
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    by_type = {row.type: row for row in rows}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    return Ways(
        password=user.has_usable_password(),
        app=by_type.get(Authenticator.Type.TOTP),
        codes=len(codes.wrap().get_unused_codes()) if codes else None,
        passkeys=tuple(_passkey(row) for row in rows if row.type == Authenticator.Type.WEBAUTHN),
        issuers=tuple(ProviderSubject.objects.filter(user=user).order_by("issuer").values_list("issuer", flat=True)),
    )


def user_of(request: HttpRequest) -> User:
    """Return the account that is signed in; only for views that ask for one."""
    if not isinstance(request.user, User):
        raise TypeError("nobody is signed in")
    return request.user


def _passkey(row: Authenticator) -> Passkey:
    return Passkey(row.pk, str(row.data.get("name", "")), row.created_at, row.last_used_at)
