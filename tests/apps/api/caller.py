"""A program with a token, as the tests of the API write it. Every answer must be one that the description allows."""

import json
from datetime import timedelta
from typing import Any

from django.test import Client

from steadfast.apps.api import operations
from steadfast.apps.api.models import Token
from steadfast.apps.api.operations import pace
from steadfast.apps.api.scopes import SCOPES
from steadfast.apps.identity.models import Person
from steadfast.foundation import clock
from tests import factories
from tests.apps.api import described

ROOT = "/api/v1"


class Program:
    """Asks by the token of a person, with all scopes unless said."""

    def __init__(self, person: Person, *scopes: str, days: int = 30) -> None:
        now = clock.now()
        pace.forget()
        actor = factories.actor(person)
        made = operations.make_token("a program", scopes or SCOPES, now + timedelta(days=days), actor=actor, now=now)
        self.token: Token = made[0]
        self.secret = made[1]
        self.browser = Client(raise_request_exception=False)

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.ask("POST", path, body, **headers)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Send a request; "_" in the name of a header is "-"."""
        sent = {"Authorization": f"Bearer {self.secret}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        text = "" if body is None else json.dumps(body)
        kind = "application/json" if body is not None else "application/octet-stream"
        answer = self.browser.generic(method, ROOT + path, text, content_type=kind, headers=sent)
        if wrong := described.fault(method, ROOT + path, answer):
            raise AssertionError(wrong)
        return answer

    def send(self, path: str, files: list[Any], **typed: str) -> Any:
        """Post a form with files."""
        headers = {"Authorization": f"Bearer {self.secret}", "Idempotency-Key": typed.pop("key", "")}
        return self.browser.post(ROOT + path, {**typed, "files": files}, headers=headers)
