"""The connector of ConnectWise PSA: what it is told, and how its records read as rows."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from steadfast.apps.imports.connectors.asking import Asking
from steadfast.apps.imports.connectors.connector import Known, Record, Session, Setting
from steadfast.apps.imports.connectors.connectwise.sitting import Sitting
from steadfast.apps.imports.connectors.reading_rows import Shape, date, first, short, told, toml, within

HOSTS = "https://api-eu.myconnectwise.net"


class ConnectWise:
    """ConnectWise PSA, which was called ConnectWise Manage."""

    name = "connectwise"
    label = "ConnectWise PSA"
    settings = (
        Setting("address", _("Address"), example=HOSTS, help=_("The API of your region, or your own server.")),
        Setting("company", _("Company ID"), help=_("The one that you sign in with.")),
        Setting("public_key", _("Public key")),
        Setting("private_key", _("Private key"), secret=True),
        Setting("client_id", _("Client ID"), help=_("From developer.connectwise.com; every question carries it.")),
    )
    lists: tuple[str, ...] = ()
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
        called = first(record, "name")
        if noun == "contacts":
            called = f"{first(record, 'firstName')} {first(record, 'lastName')}"
        if not called.strip() or (noun != "clients" and within(record, "company.id") is None):
            return None
        off = any(str(record.get(flag)).lower() == "true" for flag in ("inactiveFlag", "deletedFlag", "cancelledFlag"))
        off = off or str(record.get("activeFlag")).lower() == "false"
        joined = {"name": short(called, 100), "active": "no" if off else "yes"}
        if noun == "contacts":
            joined |= {"email": _reached(record, "Email"), "phone": _reached(record, "Phone")}
        if noun == "devices":
            joined |= {"kind": _device_kind(first(record, "type.name")), "system": short(first(record, "osType"), 100)}
        if noun == "agreements":
            joined["since"] = date(record, "startDate")[:10]
        return {**record, "steadfast": joined}


def _ticket(record: Record, known: Known) -> Record | None:
    opened = date(record, "dateEntered", "_info.dateEntered")
    if not opened or not first(record, "id"):
        return None
    figure = next((letter for letter in first(record, "priority.name") if letter.isdigit()), "")
    closed = str(record.get("closedFlag")).lower() == "true"
    client, contact = first(record, "company.id"), first(record, "contact.id")
    joined = {
        "title": short(first(record, "summary"), 200),
        "opened": opened,
        "changed": date(record, "_info.lastUpdated") or opened,
        "closed": date(record, "closedDate"),
        "state": "Closed" if closed else first(record, "status.name"),
        "priority": figure,
        "client": known.ours("clients", client, short(first(record, "company.name"), 100)),
        "contact": known.ours("contacts", contact, short(first(record, "contact.name", "contactName"), 100)),
        "owner": short(first(record, "owner.name"), 100),
        "team": short(first(record, "team.name", "board.name"), 100),
        "category": short(first(record, "type.name"), 100),
        "channel": short(first(record, "source.name"), 32),
    }
    return {**record, "steadfast": joined}


def _message(record: Record, known: Known) -> Record | None:
    """Return a note as a row; one without words is left out."""
    ticket, at = first(record, "ticketId"), date(record, "dateCreated", "_info.dateEntered")
    text, contact = first(record, "text"), first(record, "contact.id")
    if not (ticket and at and text and first(record, "id")):
        return None
    is_inside = any(str(record.get(flag)).lower() == "true" for flag in ("internalAnalysisFlag", "internalFlag"))
    member = first(record, "member.name", "createdBy")
    joined = {
        "key": first(record, "id"),
        "ticket": ticket,
        "at": at,
        "kind": told(is_inside, bool(contact)),
        "by": short(known.ours("contacts", contact, first(record, "contact.name")) if contact else member, 100),
        "text": text,
    }
    return {**record, "steadfast": joined}


SHAPED: Mapping[str, Shape] = {"tickets": _ticket, "messages": _message}


def _reached(record: Record, way: str) -> str:
    """Return the address or number of a contact that is the default of its way, else the first."""
    items = record.get("communicationItems")
    mine = [one for one in items if one.get("communicationType") == way] if isinstance(items, list) else []
    mine.sort(key=lambda one: not one.get("defaultFlag"))
    return short(first(mine[0], "value"), 200) if mine else ""


def _device_kind(word: str) -> str:
    tells = {"server": "server", "print": "printer", "phone": "phone", "mobile": "phone", "tablet": "phone"}
    tells |= dict.fromkeys(("switch", "router", "firewall", "network", "wireless"), "network")
    tells |= dict.fromkeys(("workstation", "computer", "laptop", "desktop"), "computer")
    return next((kind for part, kind in tells.items() if part in word.casefold()), "other")


CONNECTWISE = ConnectWise()
