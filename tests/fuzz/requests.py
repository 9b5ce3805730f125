"""One request as the fuzzer makes it: what a form asks for, bent; or something that no page asks for."""

import json
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit

from tests.fuzz.files import FILES
from tests.fuzz.pages import Form
from tests.fuzz.values import Values

METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "post", "X" * 300)
TYPES = ("", "text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary=",
         "a/b; charset=hex", "application/x-www-form-urlencoded; charset=zlib", "multipart/mixed; boundary=B", ";",
         "application/xml")  # fmt: skip
NAMES = ("q", "after", "from", "to", "month", "due", "group", "by", "view", "sort", "client", "team", "next", "back",
         "line", "text", "effect", "state", "owner", "kind", "ticket", "act", "size", "until", "first")  # fmt: skip
HEADERS = ("Accept-Language", "Accept", "HX-Request", "HX-Target", "HX-Trigger", "HX-Current-URL", "HX-Prompt", "Range",
           "HX-History-Restore-Request", "Referer", "Origin", "If-None-Match", "If-Modified-Since", "X-Forwarded-For",
           "X-Forwarded-Host", "X-Forwarded-Proto", "X-HTTP-Method-Override", "X-Requested-With", "User-Agent",
           "Accept-Encoding", "Authorization", "Forwarded", "Expect", "Sec-Fetch-Site")  # fmt: skip
SAID = ("true", "de", "de-" * 200, "en;q=9", "*;q=NaN", "bytes=0-99999999999999999999", "bytes=-1", 
        "W/\"\"", "Thu, 99 Xyz 0000",
        "http://[::1", "https://evil.example", "Bearer x", "Basic !!!!", "unknown", "::1", "1.2.3.4, 5.6.7.8",
        "null")  # fmt: skip
EDGE = "B0unDary"


@dataclass
class Request:
    role: str
    method: str
    address: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.role}: {self.method[:9]} {self.address[:300]} {self.headers} {self.body[:600]!r}"


@dataclass
class Maker:
    """Makes requests out of values."""

    values: Values

    def form(self, role: str, form: Form) -> Request:
        """Fill a form as somebody hostile would: fields left out, said twice, of another form."""
        pairs = [(one.name, self._filled(one.kind, one.choices, one.shown)) for one in form.fields]
        rng = self.values.rng
        if pairs and rng.random() < 0.2:
            pairs.pop(rng.randrange(len(pairs)))
        if pairs and rng.random() < 0.15:
            pairs.append((rng.choice(pairs)[0], self.values.nasty()))
        if rng.random() < 0.1:
            pairs.append((rng.choice([*NAMES, "id", "pk", "actor", "is_owner", "client_id"]), self.values.nasty()))
        if form.method == "GET":
            return self.junked(Request(role, "GET", f"{form.action.split('?')[0]}?{encoded(pairs)}"))
        files = [one.name for one in form.fields if one.kind == "file"]
        if files or rng.random() < 0.1:
            body = multipart(pairs, [(name, *rng.choice(FILES)) for name in files or ["file"]])
            return self.junked(Request(role, "POST", form.action, body, typed(f"multipart/form-data; boundary={EDGE}")))
        return self.junked(Request(role, "POST", form.action, encoded(pairs).encode(), typed()))

    def _filled(self, kind: str, choices: list[str], shown: str) -> str:
        if kind == "submit" or (kind in {"hidden", "button"} and self.values.rng.random() < 0.8):
            return shown
        known = {"password": "text", "search": "text", "textarea": "text", "tel": "text", "checkbox": "number"}
        return self.values.of(known.get(kind, kind), choices, shown)

    def query(self, role: str, address: str) -> Request:
        """Ask for a page with words behind its address that it may or may not know."""
        rng = self.values.rng
        names = [part.split("=")[0] for part in urlsplit(address).query.split("&") if part]
        pairs = [(rng.choice([*names, *NAMES]), self._any()) for _ in range(rng.randrange(1, 5))]
        return self.junked(Request(role, "GET", f"{address.split('?')[0]}?{encoded(pairs)}"))

    def body(self, role: str, address: str) -> Request:
        """Send something that is no form, by any method."""
        rng = self.values.rng
        method = rng.choice([*METHODS, *["POST"] * len(METHODS)])
        bodies = [
            json.dumps(self.values.any_json()).encode(),
            encoded([(self.values.nasty()[:99], self._any()) for _ in range(3)]).encode(),
            rng.randbytes(rng.randrange(200)),
            multipart([("a", self._any())], [("file", *rng.choice(FILES))])[: rng.randrange(1, 400)],
            b"--B\r\n" * 50,
            b"%" * 1000,
        ]
        kind = rng.choice([*TYPES, f"multipart/form-data; boundary={EDGE}"])
        return self.junked(Request(role, method, address, rng.choice(bodies), typed(kind)))

    def nowhere(self, role: str, address: str) -> Request:
        """Ask for an address with one part put in another's place."""
        parts = address.split("?")[0].split("/")
        parts[self.values.rng.randrange(1, len(parts))] = quote(
            self._any()[:400].encode(errors="surrogatepass"), safe=""
        )
        return self.junked(Request(role, "GET", "/".join(parts)))

    def junked(self, request: Request) -> Request:
        """Give three requests of ten a header that no browser sends so, or cookies of 60 kB."""
        rng = self.values.rng
        if rng.random() < 0.3:
            said = rng.choice([*SAID, self._any()[:5_000]])
            request.headers[rng.choice(HEADERS)] = said.encode(errors="surrogatepass").decode("latin-1")
        if rng.random() < 0.03:
            request.headers["Cookie"] = rng.choice(
                ["a" * 60_000, "=;" * 999, 'messages="\\777"', "csrftoken=" + "x" * 9_999]
            )
        return request

    def _any(self) -> str:
        kind = self.values.rng.choice(list(self.values.stores))
        return self.values.of(kind, [], "")


def typed(kind: str = "application/x-www-form-urlencoded") -> dict[str, str]:
    return {"Content-Type": kind}


def encoded(pairs: list[tuple[str, str]]) -> str:
    return urlencode(
        [(name.encode(errors="surrogatepass"), said.encode(errors="surrogatepass")) for name, said in pairs]
    )


def multipart(pairs: list[tuple[str, str]], files: list[tuple[str, str, bytes]]) -> bytes:
    """Return the body of a form with files, each a field's name, its own name and what is in it."""
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode(errors="surrogatepass")
        + said.encode(errors="surrogatepass")
        for name, said in pairs
    ]
    parts += [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"; filename="{called}"\r\n'.encode()
        + b"Content-Type: application/octet-stream\r\n\r\n"
        + content
        for name, called, content in files
    ]
    return b"\r\n".join([*parts, f"--{EDGE}--\r\n".encode()])
