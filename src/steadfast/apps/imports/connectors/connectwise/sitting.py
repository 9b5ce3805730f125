"""A sitting with ConnectWise PSA: basic authentication by keys, a client id on every question, pages by Link."""

import base64
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from steadfast.apps.imports.connectors.asking import Answer, Asking
from steadfast.apps.imports.connectors.connector import Record
from steadfast.apps.imports.connectors.reading_rows import first
from steadfast.apps.imports.connectors.trouble import Trouble

ROOT = "v4_6_release/apis/3.0"
PAGE = 1000  # the most that it gives
NOT_DELETED = "deletedFlag = false"
# noun: address and conditions
PLACES: Mapping[str, tuple[str, str]] = {
    "clients": ("company/companies", NOT_DELETED),
    "contacts": ("company/contacts", ""),
    "devices": ("company/configurations", ""),
    "agreements": ("finance/agreements", ""),
    "tickets": ("service/tickets", ""),
}
NAMES = ("name", "summary", "firstName")


class Sitting:
    """Asks for lists in the order of their ids, following the next page as the system names it."""

    def __init__(self, said: Mapping[str, str], asking: Asking) -> None:
        self._asking = asking
        pair = f"{said['company']}+{said['public_key']}:{said['private_key']}"
        asking.headers |= {
            "Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}",
            "clientId": said["client_id"],
            "Accept": "application/json",
        }
        self._companies: list[str] = []

    def records(self, noun: str, since: datetime | None) -> Iterator[Record]:
        """Yield all records of a noun. Sites and messages stand below another record, so each of those is asked."""
        if noun == "sites":
            for company in self._companies:
                yield from self._pages(f"company/companies/{company}/sites", "")
            return
        if noun == "messages":
            for ticket in self.records("tickets", since):
                yield from self._pages(f"service/tickets/{ticket.get('id')}/notes", "")
            return
        address, condition = PLACES[noun]
        if since is not None and noun == "tickets":
            condition = f"lastUpdated > [{since:%Y-%m-%dT%H:%M:%SZ}]"
        for record in self._pages(address, condition):
            if noun == "clients":
                self._companies.append(str(record.get("id")))
            yield record

    def count(self, noun: str) -> int | None:
        """Return how many there are."""
        if noun in ("sites", "messages"):
            return None
        address, condition = PLACES[noun]
        body = self._get(f"{address}/count", {"conditions": condition} if condition else {}).body
        found = body.get("count") if isinstance(body, dict) else None
        return found if isinstance(found, int) else None

    def first(self, noun: str, few: int) -> list[str]:
        """Return the names of a few."""
        address, condition = PLACES[noun]
        asked: dict[str, Any] = {"pageSize": few, "page": 1, "orderBy": "id asc"}
        rows = _rows(self._get(address, asked | ({"conditions": condition} if condition else {})), address)
        return [first(row, *NAMES) for row in rows[:few]]

    def _pages(self, address: str, condition: str) -> Iterator[Record]:
        asked: dict[str, Any] = {"pageSize": PAGE, "page": 1, "orderBy": "id asc"}
        answer = self._get(address, asked | ({"conditions": condition} if condition else {}))
        been = set[str]()
        while True:
            yield from _rows(answer, address)
            following = answer.links.get("next")
            if not following:
                return
            if following in been:
                raise Trouble(f"{address} names the same next page again and again.")
            been.add(following)
            answer = self._asking.get(following)

    def _get(self, address: str, asked: Mapping[str, Any]) -> Answer:
        return self._asking.get(f"{ROOT}/{address}", asked)


def _rows(answer: Answer, address: str) -> list[Record]:
    if not isinstance(answer.body, list):
        raise Trouble(f"{address} answered without a list.")
    return answer.body
