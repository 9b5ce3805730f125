"""Ask a system by HTTP: patiently, within limits of time and size, and only where the source was set up to lead.

A 429 waits as long as `Retry-After` says; a 5xx, a broken line or half an answer is tried again after longer and longer
waits. Redirects are not followed, another host is never asked: the credentials belong to the one that was entered.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from steadfast.apps.imports.connectors.trouble import Refused, Trouble
from steadfast.foundation import outgoing

TIMEOUT = (5, 60)  # seconds to connect, and between two pieces of an answer
PIECE = 1 << 16
BUSY = {408, 425, 429, 500, 502, 503, 504}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on: tries of one question, seconds that one answer and all waits of a sitting may take."""

    tries: int = 6
    answer_s: float = 120
    waits_s: float = 1800
    longest_wait_s: float = 300
    largest: int = 64_000_000  # bytes of one answer, unpacked


@dataclass(frozen=True, slots=True)
class Answer:
    """`at`: the clock of the system, where it says."""

    body: Any
    links: Mapping[str, str]
    at: datetime | None


class Half(Exception):
    """An answer that broke off or cannot be read."""


@dataclass(slots=True)
class Asking:
    """Asks one place. `headers` go with every question; `sleep` and `now` are for tests and clocks."""

    place: str
    now: Callable[[], datetime]
    loopback: bool = False
    patience: Patience = Patience()
    sleep: Callable[[float], None] = time.sleep
    headers: dict[str, str] = field(default_factory=dict)
    behind: datetime | None = None  # the earliest that the system's clock said while ours said more
    waited: float = 0
    _session: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Answer:
        """Ask for an address, whole or within the place."""
        return self._patiently("GET", path, params=dict(params or {}))

    def post(self, path: str, **sent: Any) -> Answer:
        """Send `json` or a form (`data`) to an address."""
        return self._patiently("POST", path, **sent)

    def at(self, place: str) -> "Asking":
        """Return one that asks another place, with the same patience."""
        return Asking(place, self.now, self.loopback, self.patience, self.sleep, dict(self.headers))

    def _patiently(self, method: str, path: str, **sent: Any) -> Answer:
        url = urljoin(self.place.rstrip("/") + "/", path.lstrip("/") if "://" not in path else path)
        self._require(url)
        said = f"{urlsplit(url).path} "
        for number in range(1, self.patience.tries + 1):
            why, wait = "gave no answer", min(2.0**number, self.patience.longest_wait_s)
            try:
                status, answer, retry_after = self._once(method, url, **sent)
            except (requests.RequestException, OSError, Half) as error:
                why = str(error) if isinstance(error, Half) else f"gave no answer ({type(error).__name__})"
            else:
                if status == 401:
                    raise Refused(f"{said}answered 401: the credentials are not taken.")
                if status not in BUSY:
                    return self._good(status, answer, said)
                why, wait = f"answered {status}", retry_after if retry_after is not None else wait
            self._rest(wait, f"{said}{why}", last=number == self.patience.tries)
        raise AssertionError("the last try raises")

    def _require(self, url: str) -> None:
        try:
            outgoing.require_good(self.place, loopback=self.loopback)
        except outgoing.NotThere as error:
            raise Trouble(f"The address cannot be asked: {error}.") from None
        if not outgoing.same_place(url, self.place):
            raise Trouble(f"It leads to another host, {urlsplit(url).hostname}, which is not asked.")

    def _rest(self, wait: float, why: str, *, last: bool) -> None:
        if last or wait > self.patience.longest_wait_s or self.waited + wait > self.patience.waits_s:
            raise Trouble(f"{why}, however often it was asked.")
        self.waited += wait
        self.sleep(wait)

    def _once(self, method: str, url: str, **sent: Any) -> tuple[int, Answer | None, float | None]:
        """Ask once; an answer that is not 200 has no body here."""
        ends = time.monotonic() + self.patience.answer_s
        more = {"headers": self.headers, "timeout": TIMEOUT, "allow_redirects": False, "stream": True}
        with self._session.request(method, url, **more, **sent) as got:  # type: ignore[arg-type]
            at = _date(got.headers.get("Date"))
            self._notice(at)
            if got.status_code != 200:
                return got.status_code, None, self._retry_after(got.headers.get("Retry-After"))
            body = self._body(got, ends)
        links = {name: link["url"] for name, link in got.links.items()}
        return 200, Answer(body, links, at), None

    def _body(self, got: requests.Response, ends: float) -> Any:
        parts, size = [], 0
        for part in got.iter_content(PIECE):
            parts.append(part)
            size += len(part)
            if size > self.patience.largest:
                raise Trouble(f"An answer has more than {self.patience.largest:,} bytes.")
            if time.monotonic() > ends:
                raise Half(f"took more than {self.patience.answer_s:.0f} seconds")
        promised = got.headers.get("Content-Length", "")
        if promised.isdigit() and "Content-Encoding" not in got.headers and int(promised) != size:
            raise Half("broke off in the middle of an answer")
        try:
            return json.loads(b"".join(parts))
        except (ValueError, RecursionError):
            raise Half("gave an answer that is no JSON") from None

    def _good(self, status: int, answer: Answer | None, said: str) -> Answer:
        if answer is None:
            words = {403: "the credentials may not read it", 404: "there is no such address"}
            why = words.get(status, "redirects are not followed" if 300 <= status < 400 else "")
            raise Trouble(f"{said}answered {status}{f': {why}' if why else ''}.")
        return answer

    def _retry_after(self, text: str | None) -> float | None:
        if not text:
            return None
        if text.strip().isdigit():
            return float(text)
        at = _date(text)
        return max(0.0, (at - self.now()).total_seconds()) if at else None

    def _notice(self, at: datetime | None) -> None:
        if at is not None and at < self.now():
            self.behind = min(at, self.behind or at)


def _date(text: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
