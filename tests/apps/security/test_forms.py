"""What a form must survive: numbers that no key holds, and words that would rewrite the line around them."""

import pytest
from django.test import Client

from steadfast.apps.desk import operations
from tests import cast, factories
from tests.apps.desk.desk import Desk, at

pytestmark = pytest.mark.django_db
HUGE = ("9223372036854775808", "9" * 30, "-" + "9" * 30, "٣" * 30)
TURNS_AROUND = "\u202e"


@pytest.fixture
def nora(client: Client) -> Client:
    factories.team()
    client.force_login(factories.member(cast.NORA).user)  # type: ignore[arg-type]
    return client


@pytest.mark.parametrize("number", HUGE)
@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/teams/new/", "members"),
        ("/teams/new/", "duty_owner"),
        ("/clients/new/", "relationship_owner"),
        ("/tickets/new/", "client"),
        ("/agreements/new/", "client"),
        ("/agreements/new/", "calendar"),
    ],
)
def test_a_number_that_no_key_holds_is_a_wrong_choice(nora: Client, address: str, field: str, number: str) -> None:
    assert nora.post(address, {"name": "Night desk", field: [number]}).status_code == 422


def test_words_that_run_backwards_do_not_turn_the_time_beside_them_around() -> None:
    desk = Desk()
    ticket = desk.open()
    words = f"{TURNS_AROUND}00:21"
    operations.wait(
        ticket.pk, reason="client", words=words, expires_at=at(4, "12:00"), actor=desk.ines, now=at(2, "10:40")
    )
    reader = Client()
    reader.force_login(factories.contact().user)  # type: ignore[arg-type]
    page = reader.get(f"/portal/tickets/{ticket.subject.number}/").content.decode()
    told = page[page.index("<bdi>waits for the client") :]
    assert told.index(words) < told.index("</bdi>") < told.index("<time")
