"""A sitting with Autotask: the zone of the user first, then lists by queries, each page asked with the same query."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from steadfast.apps.imports.connectors.asking import Answer, Asking
from steadfast.apps.imports.connectors.connector import Record
from steadfast.apps.imports.connectors.reading_rows import first
from steadfast.apps.imports.connectors.trouble import Trouble

ANYWHERE = "https://webservices.autotask.net"
DOMAIN = ".autotask.net"
PAGE = 500  # the most that it gives
# noun: entity, the field by which it is asked what changed
PLACES: Mapping[str, tuple[str, str]] = {
    "members": ("Resources", ""),
    "clients": ("Companies", ""),
    "sites": ("CompanyLocations", ""),
    "contacts": ("Contacts", ""),
    "devices": ("ConfigurationItems", ""),
    "agreements": ("Contracts", ""),
    "tickets": ("Tickets", "lastActivityDate"),
    "messages": ("TicketNotes", "lastActivityDate"),
}
LISTED = ("status", "priority", "queueID", "issueType", "source")  # picklists of a ticket
TICKET = "ticket"  # where a note gets the number of its ticket, which it names by an id alone
NAMES = ("companyName", "referenceTitle", "contractName", "title", "name", "lastName")


class Sitting:
    """Asks in the user's zone, which is looked up once."""

    def __init__(self, said: Mapping[str, str], asking: Asking) -> None:
        self._user, self._anywhere = said["user"], asking
        self._headers = {
            "ApiIntegrationCode": said["integration_code"],
            "UserName": said["user"],
            "Secret": said["secret"],
            "Accept": "application/json",
        }
        self._zone: Asking | None = None

    def records(self, noun: str, since: datetime | None) -> Iterator[Record]:
        """Yield all records of a noun; "words" are the picklists of a ticket, field by field."""
        if noun == "words":
            yield from self._words()
            return
        entity, changed = PLACES[noun]
        asked: list[dict[str, Any]] = [{"op": "gte", "field": "id", "value": 0}]
        if since is not None and changed:
            asked.append({"op": "gte", "field": changed, "value": f"{since:%Y-%m-%dT%H:%M:%S}Z"})
        query = {"MaxRecords": PAGE, "filter": asked}
        following, been = f"V1.0/{entity}/query", set[str]()
        while following:
            if following in been:
                raise Trouble(f"{entity}/query names the same next page again and again.")
            been.add(following)
            answer = self._post(following, query)
            items = _items(answer, entity)
            yield from self._with_numbers(items) if noun == "messages" else items
            following = str((answer.body.get("pageDetails") or {}).get("nextPageUrl") or "")

    def _with_numbers(self, notes: list[Record]) -> Iterator[Record]:
        ids = sorted({note["ticketID"] for note in notes if note.get("ticketID")})
        asked = [{"op": "in", "field": "id", "value": ids}]
        query = {"MaxRecords": PAGE, "IncludeFields": ["id", "ticketNumber"], "filter": asked}
        found = _items(self._post("V1.0/Tickets/query", query), "Tickets") if ids else []
        tickets = {ticket.get("id"): ticket for ticket in found}
        for note in notes:
            yield {**note, TICKET: tickets.get(note.get("ticketID"), {})}

    def count(self, noun: str) -> int | None:
        """Return how many there are."""
        query = {"filter": [{"op": "gte", "field": "id", "value": 0}]}
        body = self._post(f"V1.0/{PLACES[noun][0]}/query/count", query).body
        found = body.get("queryCount") if isinstance(body, dict) else None
        return found if isinstance(found, int) else None

    def first(self, noun: str, few: int) -> list[str]:
        """Return the names of a few."""
        entity = PLACES[noun][0]
        query = {"MaxRecords": few, "filter": [{"op": "gte", "field": "id", "value": 0}]}
        return [first(row, *NAMES) for row in _items(self._post(f"V1.0/{entity}/query", query), entity)[:few]]

    def _words(self) -> Iterator[Record]:
        body = self._here().get("V1.0/Tickets/entityInformation/fields").body
        for field in body.get("fields", []) if isinstance(body, dict) else []:
            if field.get("name") in LISTED:
                for value in field.get("picklistValues") or []:
                    yield {"id": f"{field['name']} {value.get('value')}", "label": value.get("label")}

    def _post(self, address: str, query: Mapping[str, Any]) -> Answer:
        return self._here().post(address, json=dict(query))

    def _here(self) -> Asking:
        if self._zone is None:
            answer = self._anywhere.get("atservicesrest/v1.0/zoneInformation", {"user": self._user})
            url = str(answer.body.get("url") or "") if isinstance(answer.body, dict) else ""
            host = urlsplit(url).hostname or ""
            if not (host.endswith(DOMAIN) or (self._anywhere.loopback and host == "127.0.0.1")):
                raise Trouble(f"The zone is at {host or 'no address'}, which is not Autotask's.")
            self._zone = self._anywhere.at(url)
            self._zone.headers = self._headers
        return self._zone


def _items(answer: Answer, entity: str) -> list[Record]:
    items = answer.body.get("items") if isinstance(answer.body, dict) else None
    if not isinstance(items, list):
        raise Trouble(f"{entity}/query answered without items.")
    return items
