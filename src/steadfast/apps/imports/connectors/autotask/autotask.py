"""The connector of Autotask: what it is told, and how its records read as rows."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from steadfast.apps.imports.connectors.asking import Asking
from steadfast.apps.imports.connectors.autotask.sitting import ANYWHERE, TICKET, Sitting
from steadfast.apps.imports.connectors.connector import Known, Record, Session, Setting
from steadfast.apps.imports.connectors.reading_rows import Shape, date, first, short, told, toml

EVERYBODY = "1"  # "All Autotask Users", which clients are among
CALLED = {
    "clients": ("companyName",),
    "sites": ("name",),
    "devices": ("referenceTitle", "rmmDeviceAuditHostname", "referenceNumber", "serialNumber"),
    "agreements": ("contractName",),
}


class Autotask:
    """Autotask PSA, which is also called Datto Autotask."""

    name = "autotask"
    label = "Autotask PSA"
    settings = (
        Setting(
            "user", _("User name"), help=_("Of a user with the security level API user."), example="api@harbor.example"
        ),
        Setting("secret", _("Secret"), secret=True),
        Setting("integration_code", _("Tracking identifier"), secret=True, help=_("Also called integration code.")),
        Setting("address", _("Where the zone is looked up"), needed=False, example=ANYWHERE),
    )
    lists = ("words", "members")
    nouns = ("clients", "sites", "contacts", "devices", "agreements", "tickets", "messages")
    incremental = frozenset({"tickets", "messages"})

    def address(self, said: Mapping[str, str]) -> str:
        """Return the address that is asked first."""
        return said.get("address") or ANYWHERE

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
        called = _person(record) if noun == "contacts" else first(record, *CALLED[noun])
        if not called or (noun != "clients" and not first(record, "companyID")):
            return None
        active = str(record.get("status" if noun == "agreements" else "isActive")).lower() not in ("false", "0")
        joined = {"name": short(called, 100), "active": "yes" if active else "no"}
        if noun == "devices":
            system = first(record, "rmmDeviceAuditOperatingSystem")
            joined |= {"system": short(system, 100), "kind": "server" if "server" in system.casefold() else "computer"}
        if noun == "agreements":
            joined["since"] = date(record, "startDate")[:10]
        return {**record, "steadfast": joined}


def _ticket(record: Record, known: Known) -> Record | None:
    if not date(record, "createDate") or not first(record, "id"):
        return None

    def word(field: str) -> str:
        return first(known.record("words", f"{field} {record.get(field)}"), "label")

    company, contact = first(record, "companyID"), first(record, "contactID")
    joined = {
        "key": first(record, "ticketNumber", "id"),
        "title": short(first(record, "title"), 200),
        "changed": date(record, "lastActivityDate", "createDate"),
        "state": "Complete" if first(record, "completedDate") else word("status"),
        "priority": word("priority"),
        "client": known.ours("clients", company, short(first(known.record("clients", company), "companyName"), 100)),
        "contact": known.ours("contacts", contact, short(_person(known.record("contacts", contact)), 100)),
        "owner": short(_person(known.record("members", record.get("assignedResourceID"))), 100),
        "team": short(word("queueID"), 100),
        "category": short(word("issueType"), 100),
        "channel": short(word("source"), 32),
    }
    return {**record, "steadfast": joined}


def _message(record: Record, known: Known) -> Record | None:
    """Return a note as a row; what is published to all is meant for the client, all else is inside."""
    ticket, at = first(record, f"{TICKET}.ticketNumber"), date(record, "createDateTime", "lastActivityDate")
    title, text = first(record, "title"), first(record, "description")
    if not (ticket and at and (title or text) and first(record, "id")):
        return None
    contact, member = first(record, "createdByContactID"), known.record("members", record.get("creatorResourceID"))
    there = _person(known.record("contacts", contact))
    joined = {
        "key": first(record, "id"),
        "ticket": ticket,
        "at": at,
        "kind": told(first(record, "publish") != EVERYBODY, bool(contact)),
        "by": short(known.ours("contacts", contact, there) if contact else _person(member), 100),
        "text": text if title in text else f"{title}\n\n{text}".strip(),
    }
    return {**record, "steadfast": joined}


SHAPED: Mapping[str, Shape] = {"tickets": _ticket, "messages": _message}


def _person(record: Mapping[str, Any]) -> str:
    return f"{first(record, 'firstName')} {first(record, 'lastName')}".strip()


AUTOTASK = Autotask()
