"""Every address asked for and posted to by those who see the most and the least: what they were answered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.apps.access import world
from tests.apps.access.matrix import ROWS

WHO = ("owner", "own contact", "anonymous")
SCRIPT_URL = re.compile(r"^\s*(javascript|vbscript|data:(?!image/))", re.IGNORECASE)
URLS = {"href", "src", "action", "formaction", "data", "hx-get", "hx-post", "poster"}


@dataclass(frozen=True)
class Answer:
    who: str
    method: str
    address: str
    status: int
    headers: dict[str, str]
    body: str

    def __str__(self) -> str:
        return f"{self.who}: {self.method} {self.address} ({self.status})"


def answers(names: dict[str, object]) -> Iterator[Answer]:
    """Yield what each of WHO is answered at every address of the matrix and at one that is not there."""
    addresses = [row.address.format(**names) for row in ROWS]
    for who in WHO:
        session = signed_in(who)
        for address in [*addresses, "/nowhere/", "/static/nowhere.css"]:
            for method in ("GET", "POST") if who == "owner" else ("GET",):
                yield answer(who, session, method, address)


def signed_in(who: str) -> str:
    """Return the session of a new browser of somebody, "" for nobody's."""
    browser, account = Client(), world.account_of(who)
    if account is None:
        return ""
    browser.force_login(account)  # type: ignore[arg-type]
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def answer(who: str, session: str, method: str, address: str) -> Answer:
    """Return what somebody is answered; what it wrote is taken back."""
    cache.clear()
    browser = Client(raise_request_exception=False)
    if session:
        browser.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        found = browser.generic(method, address, "a=b", "application/x-www-form-urlencoded")
        body = b"".join(found.streaming_content) if found.streaming else found.content  # type: ignore[arg-type]
        transaction.set_rollback(True)
    headers = {name.lower(): value for name, value in found.headers.items()}
    headers["set-cookie"] = found.cookies.output(header="", sep="\n")
    return Answer(who, method, address, found.status_code, headers, body.decode(errors="replace"))


class Inline(HTMLParser):
    """Finds what a strict Content-Security-Policy would not run: in `found`, as words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}" for name in names if name == "style" or name.startswith(("on", "hx-on"))]
        self.found += [f"{tag} {n}={v}" for n, v in attrs if n in URLS and SCRIPT_URL.match(v or "")]


def inline(html: str) -> list[str]:
    """Return every inline script, style, handler and script address of a page."""
    reader = Inline()
    reader.feed(html)
    return reader.found
