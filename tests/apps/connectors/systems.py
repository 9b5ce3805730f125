"""The three systems with the same small practice in each: two clients of the cast, their people, one site, tickets.

What they answer is written from their documentation and from public programs that read them, not from the systems.
"""

import base64
import json
from dataclasses import dataclass, field
from typing import Any

from tests.apps.connectors.replay import Answer, Question

NO = Answer({"error": "no such address"}, 404)
DAY = "2026-02-16T09:10:00Z"
ZERO = "1900-01-01T00:00:00"


def halo_action(ticket: int, number: int, **more: Any) -> dict[str, Any]:
    action = {
        "id": number,
        "ticket_id": ticket,
        "outcome": "Private Note",
        "who": "Ines",
        "who_type": 1,
        "who_agentid": 8,
        "actionby_user_id": 0,
        "datetime": "2026-02-16T09:10:00",
        "note": "Ask Kofi about the roll.",
        "hiddenfromuser": True,
    }
    return action | more


def halo_ticket(number: int, **more: Any) -> dict[str, Any]:
    ticket = {
        "id": number,
        "dateoccurred": "2026-02-16T09:00:00",
        "summary": f"The till does not print {number}",
        "details": "It says that the paper is out.",
        "status_id": 1,
        "priority_id": 3,
        "client_id": 12,
        "client_name": "Kestrel Dental",
        "site_id": 31,
        "user_id": 51,
        "user_name": "Amara Ruiz",
        "agent_id": 8,
        "team": "Service desk",
        "category_1": "Hardware",
        "responsedate": ZERO,
        "dateclosed": ZERO,
        "lastactiondate": "2026-02-16T09:00:00",
        "last_update": "2026-02-16T09:00:00",
    }
    return ticket | more


@dataclass
class Halo:
    """HaloPSA: a token, then lists by page_no."""

    tickets: list[dict[str, Any]] = field(default_factory=lambda: [halo_ticket(1000 + n) for n in range(3)])
    actions: list[dict[str, Any]] = field(
        default_factory=lambda: [
            halo_action(1000, 1),
            halo_action(1001, 1, who="Amara Ruiz", who_agentid=0, actionby_user_id=51)
            | {"outcome": "Email", "note": "It still\nprints nothing.", "hiddenfromuser": False},
            halo_action(1001, 2, note="Turn it off and on.", hiddenfromuser=False),
            halo_action(1002, 1, note=""),
        ]
    )
    most: int = 100
    tokens: list[str] = field(default_factory=list)
    lasts: int = 3600
    clients: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {"id": 12, "name": "Kestrel Dental", "inactive": False},
            {"id": 13, "name": "Marlow Freight", "inactive": False},
        ]
    )

    def __call__(self, question: Question) -> Answer:
        if question.path == "/auth/token":
            return self._token(question)
        if question.headers.get("authorization") != f"Bearer {self.tokens[-1] if self.tokens else ''}":
            return Answer({"error": "unauthorized"}, 401)
        if question.path == "/api/Status":
            names = enumerate(("New", "In Progress", "With User", "Closed"), 1)
            return Answer([{"id": key, "name": name} for key, name in names])
        lists = {
            "/api/Agent": ("agents", [{"id": 1, "name": "Unassigned"}, {"id": 8, "name": "Ines"}]),
            "/api/Client": ("clients", self.clients),
            "/api/Site": ("sites", [{"id": 31, "name": "Main street", "client_id": 12, "inactive": False}]),
            "/api/Users": ("users", self._users()),
            "/api/Asset": ("assets", self._assets()),
            "/api/ClientContract": ("contracts", [{"id": 5, "ref": "Kestrel 2026", "client_id": 12}]),
            "/api/Tickets": ("tickets", self._tickets(question)),
            "/api/Actions": ("actions", self._actions(question)),
        }
        if question.path not in lists:
            return NO
        key, rows = lists[question.path]
        size, page = min(int(question.query["page_size"]), self.most), int(question.query["page_no"])
        return Answer({"record_count": len(rows), key: rows[(page - 1) * size : page * size]})

    def _token(self, question: Question) -> Answer:
        form = question.form
        if form.get("grant_type") != "client_credentials" or form.get("client_secret") != "s3cret-of-halo":
            return Answer({"error": "invalid_client"}, 401)
        self.tokens.append(f"token-{len(self.tokens)}")
        return Answer({"access_token": self.tokens[-1], "token_type": "Bearer", "expires_in": self.lasts})

    def _tickets(self, question: Question) -> list[dict[str, Any]]:
        since = question.query.get("lastupdatefromdate", "")
        return [ticket for ticket in self.tickets if ticket["last_update"] >= since]

    def _actions(self, question: Question) -> list[dict[str, Any]]:
        ticket = question.query.get("ticket_id", "")
        return [action for action in self.actions if str(action["ticket_id"]) == ticket]

    def _users(self) -> list[dict[str, Any]]:
        return [
            {
                "id": 51,
                "name": "Amara Ruiz",
                "client_id": 12,
                "emailaddress": "amara@kestrel.example",
                "phonenumber": "",
            },
            {"id": 52, "name": "Jo Marlow", "client_id": 13, "emailaddress": "jo@marlow.example", "phonenumber": "1"},
        ]

    def _assets(self) -> list[dict[str, Any]]:
        pc = {"id": 71, "inventory_number": "KD-PC-1", "assettype_name": "Workstation", "client_id": 12, "site_id": 31}
        return [pc | {"user_id": 51, "inactive": False}]


@dataclass
class Manage:
    """ConnectWise PSA: basic authentication with a client id, pages by Link."""

    most: int = 2
    url: str = ""
    tickets: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {
                "id": 900 + n,
                "summary": f"Scanner at gate 4 is slow {n}",
                "company": {"id": 12, "identifier": "Marlow", "name": "Marlow Freight"},
                "contact": {"id": 52, "name": "Jo Marlow"},
                "board": {"id": 1, "name": "Service"},
                "status": {"id": 3, "name": "In Progress"},
                "priority": {"id": 2, "name": "Priority 2 - High"},
                "owner": {"id": 4, "name": "Kofi"},
                "impact": "High",
                "severity": "Medium",
                "closedFlag": False,
                "dateResponded": "2026-02-16T09:30:00Z",
                "_info": {"dateEntered": "2026-02-16T09:00:00Z", "lastUpdated": "2026-02-16T10:00:00Z"},
            }
            for n in range(3)
        ]
    )

    def __call__(self, question: Question) -> Answer:
        pair = base64.b64encode(b"harbor+public:s3cret-of-manage").decode()
        if (
            question.headers.get("authorization") != f"Basic {pair}"
            or question.headers.get("clientid") != "a-client-id"
        ):
            return Answer({"code": "Unauthorized"}, 401)
        path = question.path.removeprefix("/v4_6_release/apis/3.0/")
        lists = {
            "company/companies": [{"id": 12, "name": "Marlow Freight", "deletedFlag": False}],
            "company/companies/12/sites": [{"id": 31, "name": "Gate 4", "company": {"id": 12}, "inactiveFlag": False}],
            "company/contacts": [self._jo()],
            "company/configurations": [self._scanner()],
            "finance/agreements": [],
            "service/tickets": self._tickets(question),
            **{f"service/tickets/{ticket['id']}/notes": self._notes(ticket["id"]) for ticket in self.tickets},
        }
        if path.removesuffix("/count") not in lists:
            return NO
        rows = lists[path.removesuffix("/count")]
        return Answer({"count": len(rows)}) if path.endswith("/count") else self._page(question, rows)

    def _page(self, question: Question, rows: list[dict[str, Any]]) -> Answer:
        page = int(question.query.get("page", 1))
        links = {}
        if page * self.most < len(rows):
            following = f"{self.url}{question.path}?pageSize={self.most}&page={page + 1}"
            links = {"Link": f'<{following}>; rel="next", <{self.url}{question.path}?page=9>; rel="last"'}
        return Answer(rows[(page - 1) * self.most : page * self.most], headers=links)

    def _tickets(self, question: Question) -> list[dict[str, Any]]:
        condition = question.query.get("conditions", "")
        since = condition.partition("[")[2].rstrip("]") if condition else ""
        return [ticket for ticket in self.tickets if ticket["_info"]["lastUpdated"] >= since]

    def _notes(self, ticket: int) -> list[dict[str, Any]]:
        note = {"ticketId": ticket, "internalAnalysisFlag": False, "internalFlag": False, "dateCreated": DAY}
        jo, kofi = {"contact": {"id": 52, "name": "Jo Marlow"}}, {"member": {"id": 4, "name": "Kofi"}}
        own = [
            note | jo | {"id": 1, "text": "The scanner is slow.", "detailDescriptionFlag": True},
            note | kofi | {"id": 2, "text": "Is it the new one?"},
            note | kofi | {"id": 3, "text": "It is the old one.", "internalAnalysisFlag": True},
        ]
        return own if ticket == 900 else []

    def _jo(self) -> dict[str, Any]:
        mail = {"type": {"name": "Email"}, "value": "jo@marlow.example", "communicationType": "Email"}
        phone = {
            "type": {"name": "Direct"},
            "value": "020 7946 0000",
            "communicationType": "Phone",
            "defaultFlag": True,
        }
        items = [mail | {"defaultFlag": True}, phone]
        return {"id": 52, "firstName": "Jo", "lastName": "Marlow", "company": {"id": 12}, "communicationItems": items}

    def _scanner(self) -> dict[str, Any]:
        return {
            "id": 71,
            "name": "Scanner gate 4",
            "type": {"id": 1, "name": "Managed Workstation"},
            "company": {"id": 12},
            "site": {"id": 31},
            "serialNumber": "MF-0001",
            "manufacturer": {"name": "Lenovo"},
            "warrantyExpirationDate": "2027-03-01T00:00:00Z",
            "activeFlag": True,
        }


@dataclass
class Datto:
    """Autotask: a zone, then queries by POST whose next pages take the same query."""

    most: int = 2
    url: str = ""
    tickets: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {
                "id": 700 + n,
                "ticketNumber": f"T20260216.000{n}",
                "title": f"Oven does not report {n}",
                "companyID": 12,
                "contactID": 52,
                "queueID": 5,
                "assignedResourceID": 4,
                "status": 7,
                "priority": 1,
                "createDate": "2026-02-16T09:00:00.000Z",
                "firstResponseDateTime": None,
                "lastActivityDate": "2026-02-16T10:00:00.000Z",
                "completedDate": None,
            }
            for n in range(3)
        ]
    )

    def __call__(self, question: Question) -> Answer:
        if question.path == "/atservicesrest/v1.0/zoneInformation":
            return Answer({"zoneName": "Here", "url": f"{self.url}/ATServicesRest/"})
        said = question.headers
        if (said.get("username"), said.get("secret")) != ("api@harbor.example", "s3cret-of-autotask"):
            return Answer({"errors": ["Unauthorized"]}, 401)
        if said.get("apiintegrationcode") != "TRACK":
            return Answer({"errors": ["no tracking identifier"]}, 401)
        path = question.path.removeprefix("/ATServicesRest/V1.0/")
        if path == "Tickets/entityInformation/fields":
            return Answer({"fields": self._fields()})
        entity, _, what = path.partition("/")
        if question.method != "POST" or entity not in self._entities():
            return NO
        asked = json.loads(question.body)
        rows = self._asked_for(self._entities()[entity], asked["filter"])
        if what == "query/count":
            return Answer({"queryCount": len(rows)})
        start = int(question.query.get("paging", 0))
        more = start + self.most < len(rows)
        following = f"{self.url}/ATServicesRest/V1.0/{entity}/query/next?paging={start + self.most}" if more else None
        return Answer({"items": rows[start : start + self.most], "pageDetails": {"nextPageUrl": following}})

    def _asked_for(self, rows: list[dict[str, Any]], asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
        since = next((one["value"] for one in asked if one["field"] == "lastActivityDate"), "")
        some = next((one["value"] for one in asked if one["op"] == "in"), None)
        rows = [row for row in rows if some is None or row["id"] in some]
        return [row for row in rows if row.get("lastActivityDate", "~") >= since]

    def _entities(self) -> dict[str, list[dict[str, Any]]]:
        return {
            "Resources": [{"id": 4, "firstName": "Ines", "lastName": ""}],
            "Companies": [{"id": 12, "companyName": "Old Mill Bakery", "isActive": True}],
            "CompanyLocations": [{"id": 31, "name": "Bakehouse", "companyID": 12, "isActive": True}],
            "Contacts": [
                {"id": 52, "firstName": "Lena", "lastName": "Brandt", "companyID": 12, "isActive": 1}
                | {"emailAddress": "lena@oldmill.example", "phone": None}
            ],
            "ConfigurationItems": [
                {
                    "id": 71,
                    "referenceTitle": "Oven control",
                    "companyID": 12,
                    "serialNumber": "OM-0001",
                    "isActive": True,
                }
            ],
            "Contracts": [],
            "Tickets": self.tickets,
            "TicketNotes": self._notes(),
        }

    def _notes(self) -> list[dict[str, Any]]:
        note = {"ticketID": 700, "noteType": 1, "createDateTime": DAY, "lastActivityDate": DAY}
        ines, lena = {"creatorResourceID": 4}, {"creatorResourceID": None, "createdByContactID": 52}
        return [
            note | lena | {"id": 1, "title": "Oven", "description": "The oven says nothing.", "publish": 1},
            note | ines | {"id": 2, "title": "Oven", "description": "Oven: is it warm?", "publish": 1},
            note | ines | {"id": 3, "title": "Look", "description": "Bring a cable.", "publish": 2},
        ]

    def _fields(self) -> list[dict[str, Any]]:
        def words(name: str, **values: str) -> dict[str, Any]:
            return {
                "name": name,
                "picklistValues": [{"value": key[1:], "label": label} for key, label in values.items()],
            }

        return [
            words("status", _1="New", _5="Complete", _7="Waiting Customer"),
            words("priority", _1="High", _4="Critical"),
            words("queueID", _5="Level I Support"),
            {"name": "title", "picklistValues": None},
        ]
