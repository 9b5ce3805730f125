"""Who may read and change clients and their devices. A client's contact sees their own client only (queries)."""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models.role import MEMBER_ROLES

GRANTS = {
    "clients.view": frozenset({*MEMBER_ROLES, "contact"}),
    "clients.change": frozenset({"owner", "service manager", "sales"}),
    "clients.export": frozenset({"owner", "service manager", "sales", "bookkeeper"}),
    "devices.view": frozenset(MEMBER_ROLES),
    "devices.change": frozenset({"owner", "service manager", "technician", "sales"}),
}
AREA = _("Clients and devices")
WORDS = {  # what a permission lets one do, for who puts together a role
    "clients.view": _("See all clients and their contacts."),
    "clients.change": _("Add and change clients, contacts and sites."),
    "clients.export": _("Export the lists of clients and contacts."),
    "devices.view": _("See the devices of all clients."),
    "devices.change": _("Add, change and retire devices."),
}
