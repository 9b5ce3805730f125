"""What a provider says of itself under /.well-known/openid-configuration, and its keys; both are kept ten minutes."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from steadfast.apps.identity.oidc import fetching
from steadfast.apps.identity.oidc.provider import Refused
from steadfast.foundation import outgoing

KEPT = 600  # seconds
WELL_KNOWN = "/.well-known/openid-configuration"


@dataclass(frozen=True)
class Metadata:
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    by_basic: bool  # whether the client names itself by HTTP Basic, as is the default, or in the form
    loopback: bool


def metadata(issuer: str) -> Metadata:
    """Return the metadata of an issuer; raise Refused where it is not its own or names addresses that we do not ask."""
    kept: Metadata | None = cache.get(f"oidc:{issuer}")
    if kept is None:
        loopback = outgoing.is_here(issuer)
        kept = read(issuer, fetching.get(issuer.rstrip("/") + WELL_KNOWN, loopback=loopback), loopback=loopback)
        cache.set(f"oidc:{issuer}", kept, KEPT)
    return kept


def read(issuer: str, said: dict[str, Any], *, loopback: bool) -> Metadata:
    """Return what an issuer said of itself; it must name itself, so that no other speaks in its name."""
    if said.get("issuer") != issuer:
        raise Refused(f"{issuer} names itself {said.get('issuer')!r}")
    ends = {name: said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    for name, url in ends.items():
        if not isinstance(url, str):
            raise Refused(f"{issuer} names no {name}")
        fetching.require_good(url, loopback=loopback)
    methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Metadata(issuer, **ends, by_basic="client_secret_basic" in methods, loopback=loopback)  # type: ignore[arg-type]


def keys(found: Metadata, *, anew: bool = False) -> dict[str, Any]:
    """Return the key set of a provider; `anew` asks again, for a key that came after we last looked."""
    kept: dict[str, Any] | None = None if anew else cache.get(f"oidc-keys:{found.jwks_uri}")
    if kept is None:
        kept = fetching.get(found.jwks_uri, loopback=found.loopback)
        cache.set(f"oidc-keys:{found.jwks_uri}", kept, KEPT)
    return kept
