"""The two halves of the flow: send the browser to the provider with a question, and redeem what it brings back."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from steadfast.apps.identity.oidc import discovery, fetching, tokens
from steadfast.apps.identity.oidc.provider import Provider, Refused
from steadfast.apps.identity.oidc.tokens import Claims

SCOPE = "openid email profile"


@dataclass(frozen=True)
class Asked:
    """What only the browser's own session knows of a question: 256 random bits each."""

    state: str
    nonce: str
    verifier: str


def begin(provider: Provider, back: str, *, anew: bool = False) -> tuple[str, Asked]:
    """Return where to send the browser. `back` is our address for the answer; `anew` has the provider ask again."""
    found = discovery.metadata(provider.issuer)
    asked = Asked(*(secrets.token_urlsafe(32) for _ in range(3)))
    hashed = hashlib.sha256(asked.verifier.encode()).digest()
    question = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": SCOPE,
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": base64.urlsafe_b64encode(hashed).decode().rstrip("="),
        "code_challenge_method": "S256",
        **({"prompt": "login"} if anew else {}),
    }
    joint = "&" if "?" in found.authorization_endpoint else "?"
    return f"{found.authorization_endpoint}{joint}{urlencode(question)}", asked


def redeem(provider: Provider, asked: Asked, code: str, back: str) -> Claims:
    """Return who came back with this code; raise Refused."""
    found = discovery.metadata(provider.issuer)
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": asked.verifier}
    name, secret = provider.client_id, provider.secret
    if not found.by_basic:
        form |= {"client_id": name, "client_secret": secret}
    auth = (quote_plus(name), quote_plus(secret)) if found.by_basic else None
    answer = fetching.post(found.token_endpoint, form, auth, loopback=found.loopback)
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise Refused(f"{provider.issuer} gave no id token")
    return tokens.read(token, found, client_id=name, nonce=asked.nonce)
