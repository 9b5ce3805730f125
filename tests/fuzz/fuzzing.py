"""The walk and the storm: every address as everybody, then so many bent requests; returns each fault once."""

import time
from collections import Counter
from dataclasses import dataclass, field

from tests.apps.access.matrix import ROWS
from tests.apps.access.roles import ROLES
from tests.fuzz.caller import Answer, Caller, fault
from tests.fuzz.pages import Form, read
from tests.fuzz.requests import Maker, Request
from tests.fuzz.values import Values

MOST_FORMS = 4_000


@dataclass
class Fuzzer:
    """`names`: what stands for each word in the addresses of the matrix."""

    caller: Caller
    names: dict[str, object]
    begin: int
    faults: dict[str, str] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    forms: dict[tuple[str, ...], tuple[str, Form]] = field(default_factory=dict)
    sources: list[tuple[str, ...]] = field(default_factory=list)
    links: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.maker = Maker(Values(self.begin))
        self.rng = self.maker.values.rng
        self.addresses = [row.address.format(**self.names) for row in ROWS]

    def walk(self, roles: tuple[str, ...] = ROLES) -> None:
        """Ask for every address as these roles and note the forms and links of the pages."""
        for role in roles:
            for address in self.addresses:
                self.ask(role, address)

    def ask(self, role: str, address: str) -> None:
        self.send(Request(role, "GET", address), keep=False)

    def storm(self, *, requests: int = 0, until: float = 0.0) -> int:
        """Send so many bent requests, or until an instant of time.monotonic(); return how many."""
        sent = 0
        while sent < requests or time.monotonic() < until:
            request = self.one()
            answer = self.send(request, keep=self.rng.random() < 0.5)
            to = answer.headers.get("location", "")
            if request.method == "POST" and to.startswith("/") and not to.startswith("//"):
                self.ask(request.role, to)
            sent += 1
        return sent

    def one(self) -> Request:
        """Return the next request."""
        role = self.rng.choice(["owner", "owner", "service manager", *ROLES])
        dice = self.rng.random()
        if self.sources and dice < 0.65:
            seen_by, form = self.forms[self.rng.choice(self.sources)]
            return self.maker.form(seen_by if self.rng.random() < 0.85 else role, form)
        address = self.rng.choice([*self.addresses, *sorted(self.links.get(role, ()))])
        if dice < 0.85:
            return self.maker.query(role, address)
        return self.maker.body(role, address) if dice < 0.95 else self.maker.nowhere(role, address)

    def send(self, request: Request, *, keep: bool) -> Answer:
        answer = self.caller.send(request, keep=keep)
        self.statuses[answer.status] += 1
        self.slowest = max(self.slowest, (answer.seconds, str(request)[:200]))
        wrong = fault(request, answer)
        if wrong:
            self.faults.setdefault(wrong.split("\n")[0], wrong)
        if answer.status in {200, 422} and answer.text:
            self._note(request, answer.text)
        return answer

    def _note(self, request: Request, html: str) -> None:
        """Note what a page lets its reader send, once for each address and set of fields."""
        page = read(html, request.address)
        known = self.links.setdefault(request.role, set())
        known.update(link for link in page.links if len(known) < MOST_FORMS and len(link) < 500)
        for form in page.forms:
            key = (form.action.split("?")[0][:500], *sorted({one.name for one in form.fields}))
            if key not in self.forms and len(self.forms) < MOST_FORMS:
                self.forms[key] = (request.role, form)
                self.sources.append(key)
