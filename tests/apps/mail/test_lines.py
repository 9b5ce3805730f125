"""Many mails leave by one connection, and one recipient who is refused ends none of the others."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Box, Sent
from steadfast.foundation import clock
from tests import factories
from tests.servers import ports

pytestmark = pytest.mark.django_db


@dataclass
class Server:
    """Takes mail; `peers` are the connections by which some came."""

    peers: set[object] = field(default_factory=set)
    taken: list[str] = field(default_factory=list)
    answers: int = 10**6  # after so many it goes away

    async def handle_RCPT(  # noqa: N802 - named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.peers.add(session.peer)
        if address.startswith("nobody"):
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if len(self.taken) >= self.answers:
            return "421 4.3.2 I go away"
        self.taken += envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def box(server: Server) -> Iterator[Box]:
    factories.practice()
    port = ports.free()
    door = Controller(server, "127.0.0.1", port, ready_timeout=60)
    door.start()
    try:
        yield Box.objects.create(
            name="Help", address="help@harbor.example", receives="none", sends="smtp", smtp_host="127.0.0.1",
            smtp_port=port, smtp_security="plain", since=factories.LONG_AGO,
        )  # fmt: skip
    finally:
        door.stop()


def written(box: Box, *names: str) -> list[int]:
    """Queue a letter to each name."""
    now = clock.now()
    letters = [operations.Letter(to=[f"{name}@k.example"], subject="Hi", text="Hi", box_id=box.pk) for name in names]
    return [operations.send(letter, key=str(no), now=now).pk for no, letter in enumerate(letters)]


def states() -> list[str]:
    return list(Sent.objects.order_by("pk").values_list("state", flat=True))


def test_all_that_waits_for_a_box_leaves_by_one_connection(box: Box, server: Server) -> None:
    first, *_ = written(box, "amara", "nobody", "jo", "lena")
    assert operations.deliver_with_others(first, clock=clock.now) == "sent"
    assert states() == ["sent", "failed", "sent", "sent"]
    assert "No such mailbox" in Sent.objects.get(state="failed").error
    assert (len(server.peers), len(server.taken)) == (1, 3)


def test_a_server_that_goes_away_gets_a_new_connection_the_next_time(box: Box, server: Server) -> None:
    server.answers = 1
    keys = written(box, "amara", "jo", "lena")
    assert operations.deliver_with_others(keys[0], clock=clock.now) == "sent"
    assert states() == ["sent", "queued", "queued"]  # one was tried and put off; its fellow waits for its own job
    server.answers = 10
    assert operations.deliver_all(keys, clock=clock.now) == 1
    assert states() == ["sent", "queued", "sent"]
    assert len(server.peers) == 2
