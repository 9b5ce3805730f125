"""Who may read and change clients and their devices. A client's contact sees their own client only (queries)."""

from steadfast.apps.identity.models.role import MEMBER_ROLES

GRANTS = {
    "clients.view": frozenset({*MEMBER_ROLES, "contact"}),
    "clients.change": frozenset({"owner", "service manager", "sales"}),
    "clients.export": frozenset({"owner", "service manager", "sales", "bookkeeper"}),
    "devices.view": frozenset(MEMBER_ROLES),
    "devices.change": frozenset({"owner", "service manager", "technician", "sales"}),
}
