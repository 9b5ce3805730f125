"""A sitting with HaloPSA: a token by client credentials, renewed when it ends; lists by numbered pages."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from steadfast.apps.imports.connectors.asking import Answer, Asking
from steadfast.apps.imports.connectors.connector import Record
from steadfast.apps.imports.connectors.reading_rows import first
from steadfast.apps.imports.connectors.trouble import Refused, Trouble

PAGE = 100
EARLY = timedelta(seconds=60)  # a token is renewed so long before it ends
# noun: address, key of the list in an answer, further parameters
PLACES: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "statuses": ("api/Status", "statuses", {}),
    "agents": ("api/Agent", "agents", {}),
    "clients": ("api/Client", "clients", {"includeinactive": "true"}),
    "sites": ("api/Site", "sites", {"includeinactive": "true"}),
    "contacts": ("api/Users", "users", {"includeinactive": "true"}),
    "devices": ("api/Asset", "assets", {"includeinactive": "true"}),
    "agreements": ("api/ClientContract", "contracts", {}),
    "tickets": ("api/Tickets", "tickets", {"order": "id"}),
    "messages": ("api/Actions", "actions", {"excludesys": "true"}),
}
CHANGED = {"tickets": "lastupdatefromdate"}
NOTHING: Mapping[str, Any] = MappingProxyType({})
NAMES = ("name", "inventory_number", "ref", "summary")


class Sitting:
    """Asks for lists; an answer 401 takes a new token once."""

    def __init__(self, said: Mapping[str, str], asking: Asking) -> None:
        self._said, self._asking = said, asking
        self._ends: datetime | None = None

    def records(self, noun: str, since: datetime | None) -> Iterator[Record]:
        """Yield all records of a noun. Messages stand below their ticket, so each that changed is asked."""
        if noun != "messages":
            yield from self._pages(noun, since)
            return
        for ticket in self._pages("tickets", since):
            yield from self._pages(noun, None, {"ticket_id": ticket.get("id")})

    def _pages(self, noun: str, since: datetime | None, of: Mapping[str, Any] = NOTHING) -> Iterator[Record]:
        page, seen = 1, set[str]()
        while True:
            rows, count = self._page(noun, page, PAGE, since, of)
            ids = {str(row.get("id")) for row in rows}
            if rows and ids <= seen:
                raise Trouble(f"{PLACES[noun][0]} gives the same page again and again.")
            yield from rows
            seen |= ids
            if len(rows) < PAGE and (count is None or len(seen) >= count or not rows):
                return
            page += 1

    def count(self, noun: str) -> int | None:
        """Return how many there are; nobody says it of messages."""
        return None if noun == "messages" else self._page(noun, 1, 1, None)[1]

    def first(self, noun: str, few: int) -> list[str]:
        """Return the names of a few."""
        return [first(row, *NAMES) for row in self._page(noun, 1, few, None)[0][:few]]

    def _page(
        self, noun: str, page: int, size: int, since: datetime | None, of: Mapping[str, Any] = NOTHING
    ) -> tuple[list[Record], int | None]:
        address, key, more = PLACES[noun]
        # page_no is always said: without it HaloPSA has been seen to ignore page_size on the first page
        asked: dict[str, Any] = {"pageinate": "true", "page_size": size, "page_no": page, **more, **of}
        if since is not None and noun in CHANGED:
            asked[CHANGED[noun]] = f"{since:%Y-%m-%dT%H:%M:%S}"
        body = self._get(address, asked).body
        if isinstance(body, list):  # short lists come bare
            return (body if page == 1 else []), len(body)
        rows = body.get(key) if isinstance(body, dict) else None
        if not isinstance(rows, list):
            raise Trouble(f"{address} answered without a list of {key}.")
        count = body.get("record_count")
        return rows, count if isinstance(count, int) else None

    def _get(self, address: str, asked: Mapping[str, Any]) -> Answer:
        self._sign_in(again=False)
        try:
            return self._asking.get(address, asked)
        except Refused:
            self._sign_in(again=True)
            return self._asking.get(address, asked)

    def _sign_in(self, *, again: bool) -> None:
        now = self._asking.now()
        if not again and self._ends is not None and now < self._ends:
            return
        self._asking.headers.pop("Authorization", None)
        form = {
            "grant_type": "client_credentials",
            "client_id": self._said["client_id"],
            "client_secret": self._said["client_secret"],
            "scope": "all",
        }
        tenant = self._said.get("tenant", "")
        body = self._asking.post("auth/token", data=form, params={"tenant": tenant} if tenant else {}).body
        token = body.get("access_token") if isinstance(body, dict) else None
        if not isinstance(token, str):
            raise Trouble("auth/token answered without a token.")
        self._asking.headers["Authorization"] = f"Bearer {token}"
        lasts = body.get("expires_in")
        self._ends = now + timedelta(seconds=lasts if isinstance(lasts, int) else 600) - EARLY
