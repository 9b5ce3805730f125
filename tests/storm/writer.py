"""A writer: a person who works in the pages without pause. A form that got no answer is sent again until it has one."""

import itertools
import re
import threading
import uuid
from dataclasses import dataclass, field

import requests

PASSWORD = "tide-lantern-42"  # as in tests/factories.py
PATIENCE_S = 20


class Refused(Exception):
    """The answer was neither a redirect nor a failure of the connection."""


@dataclass
class Writer(threading.Thread):
    """One person at one ticket. `acknowledged` has (place, text) of each write that was answered."""

    url: str
    email: str
    ticket: int
    client: int
    team: int
    stop: threading.Event
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    resent: int = 0
    trouble: str = ""
    signed_in: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.session = requests.Session()

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        try:
            self.sign_in()
            self.signed_in.set()
            for number in itertools.count():
                if self.stop.is_set():
                    return
                [self.reply, self.note, self.open, self.promise][number % 4](f"{self.email} {number}")
        except Exception as error:
            self.trouble = f"{type(error).__name__}: {error}"

    def sign_in(self) -> None:
        self.insist("get", "/sign-in/", {}, {200})
        self.insist("post", "/sign-in/", {"login": self.email, "password": PASSWORD}, {302})

    def reply(self, text: str) -> None:
        self.write("texts", text, f"/tickets/{self.ticket}/replies/", {"text": text})

    def note(self, text: str) -> None:
        self.write("texts", f"note {text}", f"/tickets/{self.ticket}/notes/", {"text": f"note {text}"})

    def open(self, text: str) -> None:
        form = {"title": text, "kind": "incident", "impact": 3, "urgency": 2, "channel": "phone", "team": self.team}
        self.write("titles", text, f"/tickets/new/?client={self.client}", {**form, "client": self.client})

    def promise(self, text: str) -> None:
        form = {"what": text, "due_at": "2030-01-07T12:00"}
        self.write("promises", text, f"/tickets/{self.ticket}/promises/", form)

    def write(self, place: str, text: str, path: str, form: dict[str, object]) -> None:
        self.insist("post", path, {**form, "key": str(uuid.uuid4())}, {302})
        self.acknowledged.append((place, text))

    def insist(self, method: str, path: str, form: dict[str, object], good: set[int]) -> None:
        """Send until it is answered; the key of the form makes that one write."""
        for attempt in range(600):
            try:
                answer = self.session.request(
                    method,
                    self.url + path,
                    data=form or None,
                    headers={"X-CSRFToken": self.session.cookies.get("csrftoken", ""), "Referer": self.url},
                    allow_redirects=False,
                    timeout=PATIENCE_S,
                )
            except requests.RequestException:
                self.resent += bool(form)
                self.stop.wait(0.1) if not form else threading.Event().wait(0.1)
                continue
            if answer.status_code in good:
                return
            said = re.findall(r'class="(?:error|trouble)[^>]*>(.*?)</', answer.text, re.DOTALL)
            raise Refused(f"{method} {path}, attempt {attempt + 1}: {answer.status_code} {said[:3]}")
        raise Refused(f"{method} {path}: no answer")
