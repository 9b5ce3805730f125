"""The fields of a ticket as the pages name them, with what a state, a scale and a priority can be."""

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


TICKETS = (
    Field("key", _("Number there"), needed=True, example="INC0001042"),
    Field("title", _("Title")),
    Field("state", _("State"), needed=True, shape="choice", choices=PHASES),
    Field("priority", _("Priority"), needed=True, shape="choice", choices=PRIORITIES),
    Field("impact", _("Impact"), needed=True, shape="choice", choices=SCALE),
    Field("urgency", _("Urgency"), needed=True, shape="choice", choices=SCALE),
    Field("opened_at", _("Opened"), shape="instant"),
    Field("at", _("Row written, or last changed"), shape="instant"),
    Field("first_response_at", _("First answered"), shape="instant"),
    Field("resolved_at", _("Resolved"), shape="instant"),
    Field("closed_at", _("Closed"), shape="instant"),
    Field("client", _("Client")),
    Field("contact", _("Contact")),
    Field("team", _("Team")),
    Field("owner", _("Owner")),
    Field("by", _("Written by")),
    Field("channel", _("Channel")),
    Field("category", _("Category")),
    Field("subcategory", _("Subcategory")),
    Field("kept", _("Promise kept, says the source"), shape="yes or no"),
)
