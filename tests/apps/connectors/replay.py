"""A real HTTP server on this machine that replays the documented shapes of the three systems, faults included.

    with Replay(halo) as server: … server.url … server.asked
A system is a function of a question that gives an Answer; `faults` are answers that come before its own, in turn.
"""

import json
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Question:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))


@dataclass(frozen=True)
class Answer:
    """`cut`: how many bytes of the body are sent before the line breaks."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None


System = Callable[[Question], Answer]


class Replay:
    def __init__(self, system: System) -> None:
        self.system, self.asked = system, list[Question]()
        self.faults: dict[str, deque[Answer]] = {}
        self.date = ""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Replay":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fails(self, path: str, *answers: Answer) -> None:
        self.faults[path] = deque(answers)

    def times(self, path: str) -> int:
        return sum(question.path == path for question in self.asked)

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        waiting = self.faults.get(question.path)
        return waiting.popleft() if waiting else self.system(question)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        replay = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def date_time_string(self, timestamp: float | None = None) -> str:
                return replay.date or super().date_time_string(timestamp)

            def _any(self) -> None:
                parts = urlsplit(self.path)
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                said = {name.lower(): value for name, value in self.headers.items()}
                asked = Question(self.command, parts.path, dict(parse_qsl(parts.query)), said, sent)
                answer = replay.answer(asked)
                body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body if answer.cut is None else body[: answer.cut])
                if answer.cut is not None:
                    self.wfile.flush()
                    self.close_connection = True

            do_GET = do_POST = _any  # noqa: N815 - the names that the server calls

        return Handler
