"""A small provider of tokens, as Microsoft and Google answer: code with PKCE, refresh tokens that change, tokeninfo.

with provider() as there: there.url; there.codes["abc"] = challenge; there.accept["refresh-1"] = "help@harbor.example"
"""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Provider:
    url: str = ""
    codes: dict[str, str] = field(default_factory=dict)  # the challenge of each code
    good: set[str] = field(default_factory=lambda: {"refresh-0"})  # refresh tokens that work
    access: dict[str, str] = field(default_factory=dict)  # address by access token
    asked: list[dict[str, str]] = field(default_factory=list)
    address: str = "help@harbor.example"
    turns: bool = True  # whether a new refresh token comes with each answer, and ends the old one

    def answer(self, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        self.asked.append(form)
        if form["grant_type"] == "authorization_code":
            digest = hashlib.sha256(form["code_verifier"].encode()).digest()
            if self.codes.pop(form["code"], "") != base64.urlsafe_b64encode(digest).decode().rstrip("="):
                return 400, {"error": "invalid_grant", "error_description": "The code is not good."}
        elif form["refresh_token"] not in self.good:
            return 400, {"error": "invalid_grant", "error_description": "The token was taken back."}
        number = len(self.asked)
        token, refresh = f"access-{number}", f"refresh-{number}"
        self.access[token] = self.address
        if not self.turns:
            return 200, {"access_token": token, "expires_in": 3600}
        self.good = {refresh}
        return 200, {"access_token": token, "expires_in": 3600, "refresh_token": refresh}


@contextmanager
def provider() -> Iterator[Provider]:
    """Answer at a free port until the end of the block."""
    there = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(*there.answer({name: values[0] for name, values in parse_qs(body).items()}))

        def do_GET(self) -> None:
            token = parse_qs(urlsplit(self.path).query).get("access_token", [""])[0]
            address = there.access.get(token)
            self.say(*((200, {"email": address, "active": True}) if address else (401, {"error": "invalid_token"})))

        def say(self, status: int, what: object) -> None:
            text = json.dumps(what).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        there.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield there
        server.shutdown()
