"""Who may read and change clients. A client's contact sees their own client only (queries)."""

from steadfast.apps.identity.models.role import MEMBER_ROLES

GRANTS = {
    "clients.view": frozenset({*MEMBER_ROLES, "contact"}),
    "clients.change": frozenset({"owner", "service manager", "sales"}),
}
