"""Addresses of the app api. To a session every operation is shut: it asks for a token (tests/apps/api/test_doors)."""

import re

from steadfast.apps.api.operations.hooks import make_hook
from steadfast.apps.api.served import api
from steadfast.apps.api.serving import schema
from steadfast.foundation.actor import SYSTEM
from tests import factories
from tests.apps.access.row import ALL, BY_GET, MEMBERS, MEMBERS_422, OWNER, Row

NO_TOKEN = "401 401 401 401 401 401 401 401"


def _operations() -> list[Row]:
    """Return a row for each address, with what GET and POST get there."""
    found = []
    for address, methods in schema.of(api)["paths"].items():
        answers = {method: NO_TOKEN if method in methods else BY_GET for method in ("get", "post")}
        found.append(Row(re.sub(r"\{\w+\}", "1", address), **answers))
    return found


ROWS: list[Row] = [
    Row("/me/tokens/", get=MEMBERS, post=MEMBERS_422),
    Row("/me/tokens/1/revoke/", post="404 404 404 404 404 403 403 in"),
    Row("/webhooks/", get=OWNER, post="422 403 403 403 403 403 403 in"),
    Row("/webhooks/{hook}/", get=OWNER, post="422 403 403 403 403 403 403 in"),
    Row("/webhooks/{hook}/switch/", post="302 403 403 403 403 403 403 in"),
    Row("/webhooks/{hook}/secret/", post=OWNER),
    Row("/webhooks/{hook}/test/", post="302 403 403 403 403 403 403 in"),
    Row("/webhooks/{hook}/messages/1/again/", post="404 403 403 403 403 403 403 in"),
    Row("/api/v1/", get=ALL),
    Row("/api/v1/openapi.json", get=ALL),
    *_operations(),
]


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    hook, _ = make_hook("wallboard", "https://kestrel.example/", ["ticket.opened"], actor=SYSTEM, now=factories.NOW)
    return {"hook": hook.pk}
