"""Who may do what with people and teams. Everybody sees who works here; owners hire, service managers form teams."""

from steadfast.apps.identity.models.role import MEMBER_ROLES

MEMBERS = frozenset(MEMBER_ROLES)

GRANTS = {
    "practice.manage": frozenset({"owner"}),
    "people.view": MEMBERS,
    "people.manage": frozenset({"owner"}),
    "sign_in.manage": frozenset({"owner"}),
    "people.export": frozenset({"owner", "service manager"}),
    "absences.own": MEMBERS,
    "absences.manage": frozenset({"owner", "service manager"}),
    "views.keep": MEMBERS,
    "views.share": frozenset({"owner", "service manager"}),
    "teams.manage": frozenset({"owner", "service manager"}),
    "care.view": frozenset({"owner", "service manager"}),
    "care.manage": frozenset({"owner"}),
}
