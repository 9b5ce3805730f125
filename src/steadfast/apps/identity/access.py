"""Who may do what with people and teams. Everybody sees who works here; owners hire, service managers form teams."""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models.role import MEMBER_ROLES

MEMBERS = frozenset(MEMBER_ROLES)

GRANTS = {
    "practice.manage": frozenset({"owner"}),
    "people.view": MEMBERS,
    "people.manage": frozenset({"owner"}),
    "roles.manage": frozenset({"owner"}),
    "audit.view": frozenset({"owner"}),
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
AREA = _("People and practice")
WORDS = {  # what a permission lets one do, for who puts together a role
    "practice.manage": _("Change the practice’s name, zone and currency, and end the first hour."),
    "people.view": _("See who works here, the teams, and who is on duty."),
    "people.manage": _("Invite members, give roles, make links by which somebody signs in anew, and let people leave."),
    "roles.manage": _("Make and change the practice’s own roles, of what they may do themselves."),
    "audit.view": _("Read who signed in, and who saw, changed and exported what."),
    "sign_in.manage": _("Say how people sign in, and set up providers; whoever may do this can let anybody in."),
    "people.export": _("Export the list of members."),
    "absences.own": _("Plan their own absences and name their deputy."),
    "absences.manage": _("Plan the absences of others."),
    "views.keep": _("Keep views of lists for themselves."),
    "views.share": _("Share views with a team or with everybody."),
    "teams.manage": _("Form teams, name duty owners, and write the rota."),
    "care.view": _("See backups, jobs and how the server is."),
    "care.manage": _("Make and download backups: a backup holds everything."),
}
