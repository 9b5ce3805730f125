"""Sign-in by an OpenID Connect provider: the authorization code flow with state, nonce and PKCE, its tokens checked.

    begin(provider, back) -> (where to send the browser, Asked)      Asked is kept in the session
    redeem(provider, asked, code, back) -> Claims                    raises Refused, with a reason for the log

Written on requests and PyJWT: allauth's own client sends no nonce and, by design, does not check the signature of a
token that it fetched itself (docs/decisions/0021).
"""

from steadfast.apps.identity.oidc.asking import Asked, begin, redeem
from steadfast.apps.identity.oidc.provider import Provider, Refused
from steadfast.apps.identity.oidc.tokens import Claims

__all__ = ["Asked", "Claims", "Provider", "Refused", "begin", "redeem"]
