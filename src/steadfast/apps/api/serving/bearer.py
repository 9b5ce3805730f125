"""Who asks: `Authorization: Bearer sf_…`, and nothing else. A cookie opens nothing here, so no site can ride on one."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from steadfast.apps.api import problems
from steadfast.apps.api.models import Token
from steadfast.apps.api.operations import pace
from steadfast.apps.api.operations.pace import LIMIT, SECONDS, Pace
from steadfast.apps.api.queries import tokens
from steadfast.apps.identity import auditing
from steadfast.apps.identity import operations as identity
from steadfast.apps.identity.models.audit_entry import REFUSED, SIGNED_IN
from steadfast.foundation import clock
from steadfast.foundation.actor import ANONYMOUS

REALM = 'Bearer realm="Steadfast"'
WITH_BODY, JSON, FORM = {"POST", "PUT", "PATCH"}, "application/json", "multipart/form-data"
POLICY = f'"token";q={LIMIT};w={SECONDS}'


class Refusal(Exception):
    """The token opens nothing, or asked too fast; `answer` says which."""

    def __init__(self, answer: Any) -> None:
        super().__init__("refused")
        self.answer = answer


class Bearer(HttpBearer):
    """Puts the token and its actor on the request."""

    def __call__(self, request: HttpRequest) -> Any:
        """Return the token; raise Refusal."""
        request.actor = ANONYMOUS  # type: ignore[attr-defined]  # whatever a cookie said
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise Refusal(_unknown(""))
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """Return the token of a secret; raise Refusal."""
        found, now = tokens.bearer(token) if token.isascii() else None, clock.now()
        if found is None:
            raise Refusal(_unknown('error="invalid_token"'))
        actor = tokens.actor_of(found) if found.is_good(now) else None
        if actor is None:
            _told(request, REFUSED, found)
            raise Refusal(_unknown('error="invalid_token"'))
        address = auditing.origin_of(request).address
        spent = pace.spend(found, address=address, now=now)
        request.pace = spent  # type: ignore[attr-defined]
        if spent.is_over:
            raise Refusal(problems.problem(429, headers={"Retry-After": str(spent.seconds), **limits(spent)}))
        if _is_new(found, address, spent):
            _told(request, SIGNED_IN, found)
        request.actor = actor  # type: ignore[attr-defined]
        if request.method in WITH_BODY and _has_body(request) and request.content_type != _kind(request):
            raise Refusal(problems.problem(415, f"Send {_kind(request)}."))
        return found


def limits(spent: Pace) -> dict[str, str]:
    """Return the fields that tell a program how fast it may go on."""
    return {"RateLimit-Policy": POLICY, "RateLimit": f'"token";r={spent.left};t={spent.seconds}'}


def _has_body(request: HttpRequest) -> bool:
    return request.META.get("CONTENT_LENGTH") not in {None, "", "0"}


def _kind(request: HttpRequest) -> str:
    takes_files = hasattr(getattr(request.resolver_match, "func", None), "largest_file")
    return FORM if takes_files else JSON


def _unknown(error: str) -> Any:
    return problems.problem(401, headers={"WWW-Authenticate": f"{REALM}, {error}" if error else REALM})


def _is_new(token: Token, address: str, spent: Pace) -> bool:
    """Tell whether the audit book shall say that a token came: after an hour without it, or from elsewhere."""
    if not spent.is_first:
        return False
    before = token.last_used_at
    return before is None or (clock.now() - before).total_seconds() > 3600 or token.last_address != address


def _told(request: HttpRequest, kind: str, token: Token) -> None:
    how = f"token {token.hint}…"
    identity.note_door(kind, token.person_id, how, auditing.origin_of(request), now=clock.now())
