"""What the OpenAPI document says is true: schemathesis sends what it allows, and what it forbids, to every operation.

SCHEMATHESIS_EXAMPLES=200 pytest tests/apps/api/test_description.py       a longer round by hand
"""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from steadfast.apps.api.operations import pace
from steadfast.apps.api.served import api
from steadfast.apps.api.serving import answers, schema
from steadfast.apps.commitments.models import Commitment
from steadfast.foundation import verify
from tests import cast, factories
from tests.apps.api.caller import Program

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "0"))
SHORT = 3  # examples of each operation and mode
LONG = 1_000  # characters
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "forbidden"])
def test_every_operation_answers_as_it_says(mode: GenerationMode, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "LIMIT", 10**9)
    factories.agreement()
    factories.team()
    factories.contact()
    for _ in range(3):
        factories.ticket()
    program = Program(factories.member(cast.NORA))
    there = _there()
    described: Any = schemathesis.openapi.from_dict(_plain())
    described.app = get_wsgi_application()
    wrong: list[str] = []
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()
        faults, sent = _try(operation, mode, {"Authorization": f"Bearer {program.secret}"}, there)
        wrong += faults
        asked += sent
    print(f"{asked} requests")
    assert asked > 60
    assert not wrong, "\n\n".join(wrong)
    assert [str(finding) for finding in verify.run()] == []


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Leave the connection of the test open between requests, as Django's own client for tests does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _plain() -> Any:
    """Return the document without the door: each request shows a token, so none is tried without (test_doors does).

    The pattern of long texts is left out: to make texts by it and such a length takes seconds for each operation.
    """
    document = json.loads(answers.text(schema.of(api)), object_hook=_of_long_texts)
    for methods in document["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)
    return document


def _of_long_texts(one: dict[str, Any]) -> dict[str, Any]:
    return {name: said for name, said in one.items() if name != "pattern" or one.get("maxLength", 0) <= LONG}


def _there() -> dict[str, Any]:
    """Return of each noun one that is there, by the beginning of its address."""
    client, person = factories.client(), factories.contact()
    return {
        "/api/v1/clients/": client.pk,
        "/api/v1/contacts/": person.pk,
        "/api/v1/people/": factories.member(cast.INES).pk,
        "/api/v1/commitments/": Commitment.objects.order_by("id").values_list("pk", flat=True)[0],
    }


def _is_there(case: Any, there: dict[str, Any]) -> None:
    """Name in the address of a request something that is there."""
    found = next((key for beginning, key in there.items() if case.path.startswith(beginning)), 1)
    if case.path_parameters:
        case.path_parameters = dict.fromkeys(case.path_parameters, found)


def _try(operation: Any, mode: GenerationMode, headers: dict[str, str], there: dict[str, Any]) -> tuple[list[str], int]:
    """Send some requests to one operation; return the first fault, and how many were sent."""
    sent = 0

    @seed(1)
    @settings(
        max_examples=EXAMPLES or SHORT,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case: Any) -> None:
        nonlocal sent
        assume(all(value not in ([], {}) for value in (case.query or {}).values()))  # nothing of it would be sent
        sent += 1
        if mode is GenerationMode.POSITIVE:
            _is_there(case, there)
        answer = case.call(headers=headers)
        case.validate_response(answer, checks=CHECKS, headers=headers)

    try:
        one()
    except Unsatisfiable:  # it takes nothing that could be wrong
        pass
    except (Exception, BaseExceptionGroup) as error:
        return [f"{operation.label}: {error}"[:3000]], sent
    return [], sent
