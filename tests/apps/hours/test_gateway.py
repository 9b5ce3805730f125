"""A gateway of text messages hears a signed webhook; what it answers is written down."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from steadfast.apps.hours import gateway, operations
from steadfast.apps.hours.ways import Call, Trouble
from steadfast.foundation.actor import SYSTEM
from tests import factories

CALL = Call("wake-7", "Theo", "theo@harbor.example", "+44 20 7946 0000", "Wake up", "Wake up: T-1", "http://h/awake/x/")


@contextmanager
def listening(status: int) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """Run a gateway on this machine that answers each message with a status."""
    heard: list[tuple[dict[str, str], bytes]] = []

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sms", heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def keep(url: str) -> None:
    factories.practice()
    said = {"on": True, "priorities": "P1", "patience": 10, "origin": ""}
    operations.keep_rules(**said, gateway=url, secret="tide", actor=SYSTEM, now=factories.NOW)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_it_hears_what_is_signed() -> None:
    with listening(202) as (url, heard):
        keep(url)
        gateway.send(CALL)
    ((headers, body),) = heard
    assert json.loads(body)["to"] == CALL.phone
    said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(b"tide", said, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"


@pytest.mark.django_db
def test_trouble_is_said() -> None:
    with pytest.raises(Trouble, match="no gateway is set up"):
        gateway.send(CALL)
    with listening(500) as (url, _):
        keep(url)
        with pytest.raises(Trouble, match="answered 500"):
            gateway.send(CALL)
    with pytest.raises(Trouble, match="gave no answer"):
        gateway.send(CALL)
