"""Sends a request as the web server would and judges the answer: no error of the server, no traceback, in time."""

import sys
import time
import traceback
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpResponseBase
from django.test.client import ClientHandler, FakePayload, RequestFactory

from steadfast.config.charset import bare
from tests.fuzz.requests import Request

LONGEST = 5.0  # seconds of this process
EXPECTED = {"/readyz": {503}}  # no worker runs in tests
AWAY = {502}  # a provider that cannot be asked
KEPT_OUT = ("/sign-", "/me/", "/people/", "/welcome/", "/settings/", "/set-up/")  # they would end the other's sessions


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]
    seconds: float
    error: BaseException | None

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace") if "text/html" in self.headers.get("content-type", "") else ""


@dataclass
class Caller:
    """`sessions`: the cookie of each role, "" for nobody's."""

    sessions: dict[str, str]
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))
    error: BaseException | None = None

    def send(self, request: Request, *, keep: bool) -> Answer:
        """Return the answer; what it wrote is taken back unless it is to be kept and nothing went wrong."""
        cache.clear()  # the limits of attempts
        self.error = None
        got_request_exception.connect(self._note)
        began = time.process_time()
        try:
            with transaction.atomic():
                answer = self.handler(self._environ(request))
                body = _read(answer)
                good = answer.status_code < 400 and not request.address.startswith(KEPT_OUT)
                transaction.set_rollback(not (keep and good))
        except Exception as error:
            return Answer(599, b"", {}, time.process_time() - began, error)
        finally:
            got_request_exception.disconnect(self._note)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(answer.status_code, body, headers, time.process_time() - began, self.error)

    def _note(self, **said: Any) -> None:
        self.error = sys.exc_info()[1]

    def _environ(self, request: Request) -> dict[str, Any]:
        path, _, query = request.address.partition("?")
        environ = RequestFactory()._base_environ()  # type: ignore[attr-defined]
        environ |= {
            "REQUEST_METHOD": request.method,
            "PATH_INFO": unquote_to_bytes(path.encode(errors="surrogatepass")).decode("latin-1"),
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(request.body)),
            "wsgi.input": FakePayload(request.body),
        }
        for name, value in request.headers.items():
            environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
        environ["CONTENT_TYPE"] = bare(environ.pop("HTTP_CONTENT_TYPE", ""))
        cookie = f"{settings.SESSION_COOKIE_NAME}={self.sessions[request.role]}"
        environ["HTTP_COOKIE"] = f"{cookie}; {environ.get('HTTP_COOKIE', '')}"
        return environ


def _read(answer: HttpResponseBase) -> bytes:
    if answer.streaming:
        return b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return bytes(answer.content)  # type: ignore[attr-defined]


def fault(request: Request, answer: Answer) -> str:
    """Return what is wrong with an answer, "" when it is sound; the same fault has the same first line."""
    path = request.address.partition("?")[0]
    if answer.error is not None and answer.status >= 500:
        return f"{where(answer.error)}\n  {request}"
    if answer.status >= 500 and answer.status not in AWAY | EXPECTED.get(path, set()):
        return f"{answer.status} at {path}\n  {request}"
    if b"Traceback (most recent call last)" in answer.body:
        return f"traceback at {path}\n  {request}"
    if answer.seconds > LONGEST:
        return f"slow: {path}, {answer.seconds:.1f} s\n  {request}"
    return ""


def where(error: BaseException) -> str:
    """Return an error with the last line of ours that it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "steadfast" in frame.filename] or frames
    place = f"{ours[-1].filename.rpartition('steadfast/')[2]}:{ours[-1].lineno}" if ours else "nowhere"
    return f"{type(error).__name__}: {str(error)[:160]} at {place}"
