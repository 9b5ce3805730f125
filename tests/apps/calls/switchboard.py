"""A telephone system in the hands of a test: it posts what a real one would, in order or out of it."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.test import Client

from steadfast.apps.calls import operations
from steadfast.apps.calls.models import Call, PhoneSystem
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from tests import factories

KEY = "signing-key"


@dataclass
class Switchboard:
    """`now` moves by `later`. `post` goes through the address; `tell` the short way, at a time of its own."""

    now: datetime = factories.NOW
    signs: bool = False
    agreed: bool = True  # there is an agreement, and so a calendar
    system: PhoneSystem = field(init=False)
    token: str = field(init=False)

    def __post_init__(self) -> None:
        factories.team()
        if self.agreed:
            factories.agreement()
        key = KEY if self.signs else ""
        self.system, self.token = operations.add_system("Switchboard", key=key, actor=SYSTEM, now=self.now)

    def later(self, **by: int) -> None:
        self.now += timedelta(**by)

    def tell(self, event: str, call: str, number: str, *, direction: str = "in", extension: str = "") -> Call:
        to = {"from": number} if direction == "in" else {"to": number}
        said = {"event": event, "call": call, "direction": direction, "extension": extension, **to}
        posted = operations.keep(self.system, json.dumps(said).encode(), now=self.now)
        found = operations.hear(posted.pk, now=self.now)
        assert found is not None
        return found

    def post(self, said: object, *, token: str = "", signed: bool | None = None, ago: int = 0) -> int:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        headers: dict[str, str] = {}
        if signed if signed is not None else self.signs:
            stamp = str(int(clock.now().timestamp()) - ago)
            made = hmac.new(KEY.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
            headers |= {"X-Timestamp": stamp, "X-Signature": f"sha256={made}"}
        path = f"/hooks/calls/{token or self.token}/"
        browser = Client(enforce_csrf_checks=True)
        return browser.post(path, body, content_type="application/json", headers=headers).status_code
