"""The connector of HaloPSA: what it is told, and how its records read as rows."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from steadfast.apps.imports.connectors.asking import Asking
from steadfast.apps.imports.connectors.connector import Known, Record, Session, Setting
from steadfast.apps.imports.connectors.halopsa.sitting import Sitting
from steadfast.apps.imports.connectors.reading_rows import Shape, date, first, short, told, toml


class HaloPsa:
    """HaloPSA, in the cloud or on a server of one's own."""

    name = "halopsa"
    label = "HaloPSA"
    settings = (
        Setting("address", _("Address"), example="https://harbor.halopsa.com"),
        Setting("tenant", _("Tenant"), needed=False, help=_("Of a hosted HaloPSA; see Configuration, HaloPSA API.")),
        Setting("client_id", _("Client ID")),
        Setting("client_secret", _("Client secret"), secret=True),
    )
    lists = ("statuses", "agents")
    nouns = ("clients", "sites", "contacts", "devices", "agreements", "tickets", "messages")
    incremental = frozenset({"tickets", "messages"})

    def address(self, said: Mapping[str, str]) -> str:
        """Return the address that is asked."""
        return said["address"]

    def open(self, said: Mapping[str, str], asking: Asking) -> Session:
        """Begin a sitting."""
        return Sitting(said, asking)

    def mapping(self, noun: str) -> str:
        """Return the mapping of a noun."""
        return toml(__package__, noun)

    def row(self, noun: str, record: Record, known: Known) -> Record | None:
        """Return a record as a row; what has no name or no client is left out."""
        if noun in SHAPED:
            return SHAPED[noun](record, known)
        called = short(first(record, "name", "inventory_number", "ref", "key_field"), 100)
        if not called or not first(record, "id"):
            return None
        joined = {"name": called, "active": "no" if str(record.get("inactive")).lower() == "true" else "yes"}
        if noun == "devices":
            joined |= {"kind": _device_kind(first(record, "assettype_name")), "user": first(record, "user_id")}
            joined["user"] = joined["user"] if joined["user"].isdigit() and joined["user"] != "0" else ""
        if noun == "agreements":
            joined["since"] = date(record, "start_date", "startdate")[:10]
        return {**record, "steadfast": joined}


def _ticket(record: Record, known: Known) -> Record | None:
    opened = date(record, "dateoccurred", "datecreated")
    if not opened or not first(record, "id"):
        return None
    closed = date(record, "dateclosed")
    agent = known.record("agents", record.get("agent_id"))
    client, contact = first(record, "client_id"), first(record, "user_id")
    joined = {
        "title": short(first(record, "summary"), 200),
        "opened": opened,
        "changed": date(record, "last_update", "lastupdate", "lastactiondate") or closed or opened,
        "responded": date(record, "responsedate"),
        "closed": closed,
        "state": "Closed" if closed else first(known.record("statuses", record.get("status_id")), "name"),
        "client": known.ours("clients", client, short(first(record, "client_name"), 100)),
        "contact": known.ours("contacts", contact, short(first(record, "user_name"), 100)),
        "owner": "" if agent.get("id") in (None, 1) else short(first(agent, "name"), 100),  # 1 is "Unassigned"
        "team": short(first(record, "team"), 100),
        "category": short(first(record, "category_1", "category1"), 100),
    }
    return {**record, "steadfast": joined}


def _message(record: Record, known: Known) -> Record | None:
    """Return an action as a row. Its number counts within its ticket; one without words is left out."""
    ticket, at = first(record, "ticket_id"), date(record, "datetime", "actiondatecreated")
    text, user = first(record, "note"), first(record, "actionby_user_id")
    if not (ticket and at and text):
        return None
    is_heard = user not in ("", "0")
    agent = first(known.record("agents", record.get("who_agentid")), "name") or first(record, "who")
    joined = {
        "key": f"{ticket}-{first(record, 'id')}",
        "ticket": ticket,
        "at": at,
        "kind": told(record.get("hiddenfromuser") is not False, is_heard),
        "by": short(known.ours("contacts", user, first(record, "who")) if is_heard else agent, 100),
        "text": text,
    }
    return {**record, "steadfast": joined}


SHAPED: Mapping[str, Shape] = {"tickets": _ticket, "messages": _message}


def _device_kind(word: str) -> str:
    """Return the kind that a type's name tells of; the types of HaloPSA are the practice's own words."""
    tells = {"server": "server", "print": "printer", "phone": "phone", "mobile": "phone", "tablet": "phone"}
    tells |= {"switch": "network", "router": "network", "firewall": "network", "access point": "network"}
    tells |= dict.fromkeys(("computer", "workstation", "laptop", "desktop", "pc"), "computer")
    return next((kind for part, kind in tells.items() if part in word.casefold()), "other")


HALOPSA = HaloPsa()
