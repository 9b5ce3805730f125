"""Who may see and write what happens by itself."""

from django.utils.translation import gettext_lazy as _

MEMBERS = frozenset({"owner", "service manager", "technician", "sales", "bookkeeper"})

GRANTS: dict[str, frozenset[str]] = {
    "automation.view": MEMBERS,
    "automation.change": frozenset({"owner", "service manager"}),
}
AREA = _("Automation")
WORDS = {  # what a permission lets one do, for who puts together a role
    "automation.view": _("See checklists, recurring tickets, request forms and rules."),
    "automation.change": _("Write checklists, recurring tickets, request forms and rules."),
}
