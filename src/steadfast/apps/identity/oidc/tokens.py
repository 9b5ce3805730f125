"""An id token checked: whose it is, for whom, until when, for which question, and by whose key it is signed."""

import secrets
from dataclasses import dataclass
from typing import Any

import jwt

from steadfast.apps.identity.oidc import discovery
from steadfast.apps.identity.oidc.discovery import Metadata
from steadfast.apps.identity.oidc.provider import Refused

# Asymmetric only: with HS256 whoever knows the client secret could write tokens, and "none" needs no key at all.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
LONGEST_SUBJECT = 255
LEEWAY = 60  # seconds that two clocks may differ
NEEDED = ["iss", "sub", "aud", "exp", "iat"]


@dataclass(frozen=True)
class Claims:
    """`email` is "" unless the provider says that it is verified."""

    issuer: str
    subject: str
    email: str


def read(token: str, found: Metadata, *, client_id: str, nonce: str) -> Claims:
    """Return what a token claims; raise Refused when anything about it is wrong."""
    try:
        key = _key(token, found)
        claims = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=found.issuer,
            leeway=LEEWAY,
            options={"require": NEEDED},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(f"the token of {found.issuer} is not good: {error}") from error
    if not secrets.compare_digest(str(claims.get("nonce", "")), nonce):
        raise Refused(f"the token of {found.issuer} answers another question")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != client_id:
        raise Refused(f"the token of {found.issuer} was made for another program")
    subject = str(claims["sub"])
    if not subject.isprintable() or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise Refused(f"the token of {found.issuer} is about a subject of {len(subject)} odd characters")
    return Claims(found.issuer, subject, _verified_email(claims))


def _key(token: str, found: Metadata) -> jwt.PyJWK:
    kid = jwt.get_unverified_header(token).get("kid")
    for anew in (False, True):
        known = jwt.PyJWKSet.from_dict(discovery.keys(found, anew=anew)).keys
        fitting = [key for key in known if kid is None or key.key_id == kid]
        if len(fitting) == 1:
            return fitting[0]
    raise Refused(f"{found.issuer} has no key {kid!r}")


def _verified_email(claims: dict[str, Any]) -> str:
    """Return the address if the provider verified it; Entra ID says so by `xms_edov`."""
    said = claims.get("email_verified", claims.get("xms_edov"))
    email = claims.get("email")
    good = isinstance(email, str) and email.isprintable() and said in (True, 1, "true", "1")
    return str(email).strip().lower() if good else ""
