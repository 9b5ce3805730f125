"""Who may read the register and speak for the practice in it."""

from steadfast.apps.identity.models.role import MEMBER_ROLES

MEMBERS = frozenset(MEMBER_ROLES)

GRANTS = {
    "register.view": MEMBERS,
    "register.export": MEMBERS - {"sales"},
    "register.promise": MEMBERS,
    "register.void": frozenset({"owner", "service manager"}),  # it leaves every count, so not by whoever owes it
    "register.show": MEMBERS | {"contact"},
    "register.answer": MEMBERS | {"contact"},
    "register.word": MEMBERS | {"contact"},
}
