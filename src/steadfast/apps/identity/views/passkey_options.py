"""What a browser is asked in a passkey's ceremony, as JSON: for an attribute of a form, or fetched by its script."""

import json
from typing import Any

from allauth.mfa.webauthn.internal import auth

from steadfast.apps.identity.models import User


def to_create(user: User, *, anew: bool = False) -> str:
    """Return the options of a new passkey; `anew`: one that this device has for us already may be replaced."""
    options = _plain(auth.begin_registration(user, True))
    if anew:
        options["publicKey"].pop("excludeCredentials", None)
    return json.dumps(options)


def to_sign_in() -> str:
    """Return the options of a sign-in by whichever passkey the device has for us."""
    return json.dumps(_plain(auth.begin_authentication()))


def to_prove(user: User) -> str:
    """Return the options of a proof by a passkey of this account."""
    return json.dumps(_plain(auth.begin_authentication(user)))


def _plain(options: Any) -> dict[str, Any]:
    """Return fido2's own mappings as dicts that json knows."""
    found: dict[str, Any] = json.loads(json.dumps(options, default=dict))
    return found
