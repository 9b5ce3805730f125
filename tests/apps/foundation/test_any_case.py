"""Names are one name in any case of their letters, beyond A to Z."""

import pytest
from django.core.exceptions import ValidationError

from steadfast.apps.clients import operations
from steadfast.apps.clients.models import Client
from steadfast.apps.imports import matching
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL knows the letters of its own locale
NAME, OTHER = "Bäckerei Öhre", "BÄCKEREI ÖHRE"


@pytest.fixture
def client() -> Client:
    factories.practice()
    return operations.make_client(NAME, cast.ZONE, actor=SYSTEM, now=NOW)


def test_a_name_is_taken_in_any_case(client: Client) -> None:
    with pytest.raises(ValidationError, match="There is a client"):
        operations.make_client(OTHER, cast.ZONE, actor=SYSTEM, now=NOW)


@pytest.mark.parametrize(
    ("lookup", "text", "found"),
    [
        ("iexact", OTHER, True),
        ("iexact", "Öhre", False),
        ("icontains", "REI ÖH", True),
        ("icontains", "ckerei", True),
        ("icontains", "ä%e", False),
        ("istartswith", "bÄCK", True),
        ("istartswith", "Öhre", False),
    ],
)
def test_lookups_know_all_letters(client: Client, lookup: str, text: str, found: bool) -> None:
    assert Client.objects.filter(**{f"name__{lookup}": text}).exists() == found


def test_an_import_means_the_client_in_any_case(client: Client) -> None:
    assert matching.by_name([OTHER]) == {OTHER: client.pk}
