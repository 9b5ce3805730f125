"""The fields of a ticket as the pages name them, with the headers by which other systems call them."""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.imports.kinds import Field

PHASES = (
    ("new", _("new")),
    ("in progress", _("in progress")),
    ("waiting client", _("waiting for the client")),
    ("waiting supplier", _("waiting for a supplier")),
    ("waiting problem", _("waiting for a known problem")),
    ("waiting evidence", _("waiting for evidence")),
    ("resolved", _("resolved")),
    ("closed", _("closed")),
    ("unknown", _("says nothing: the state before goes on")),
)
SCALE = (("1", _("1 high")), ("2", _("2 medium")), ("3", _("3 low")))
PRIORITIES = tuple((name, name) for name in ("P1", "P2", "P3", "P4", "P5"))


def _field(name: str, label: object, *synonyms: str, **more: object) -> Field:
    return Field(name, label, synonyms=synonyms, **more)  # type: ignore[arg-type]


TICKETS = (
    _field("key", _("Number there"), "number", "ticket", "ticket id", "ticket number", "id", "case id", "case number",
           "incident", "issue key", "key", "case", "case concept name", needed=True, example="INC0001042"),
    _field("title", _("Title"), "summary", "subject", "title", "short description", "description"),
    _field("state", _("State"), "status", "state", "incident state", "ticket status", "activity", "concept name",
           needed=True, shape="choice", choices=PHASES),
    _field("priority", _("Priority"), "priority", "prio", "severity", "seriousness", needed=True, shape="choice",
           choices=PRIORITIES),
    _field("impact", _("Impact"), "impact", "affected", needed=True, shape="choice", choices=SCALE),
    _field("urgency", _("Urgency"), "urgency", needed=True, shape="choice", choices=SCALE),
    _field("opened_at", _("Opened"), "opened", "opened at", "created", "created at", "created on", "date opened",
           "date created", "reported", "sys created at", shape="instant"),
    _field("at", _("Row written, or last changed"), "updated", "updated at", "last updated", "sys updated at",
           "modified", "timestamp", "complete timestamp", "time timestamp", "date", "last activity", shape="instant"),
    _field("first_response_at", _("First answered"), "first response", "first response at", "responded",
           "date responded", shape="instant"),
    _field("resolved_at", _("Resolved"), "resolved", "resolved at", "date resolved", "resolution date",
           shape="instant"),
    _field("closed_at", _("Closed"), "closed", "closed at", "date closed", "completed", "date completed",
           shape="instant"),
    _field("client", _("Client"), "client", "customer", "company", "account", "organization", "company name",
           "client name", "customer name", "account name", "location"),
    _field("contact", _("Contact"), "contact", "caller", "caller id", "requester", "reporter", "contact name", "user",
           "reported by"),
    _field("team", _("Team"), "team", "queue", "group", "assignment group", "board", "workgroup", "support group"),
    _field("owner", _("Owner"), "owner", "assigned to", "assignee", "agent", "technician", "resource", "resolver"),
    _field("by", _("Written by"), "updated by", "sys updated by", "author", "org resource"),
    _field("channel", _("Channel"), "channel", "source", "contact type", "origin"),
    _field("category", _("Category"), "category", "issue type", "type", "service", "product"),
    _field("subcategory", _("Subcategory"), "subcategory", "sub category", "service type", "sub type"),
    _field("kept", _("Promise kept, says the source"), "made sla", "sla met", "within sla", shape="yes or no"),
)  # fmt: skip
