"""Who reads what was brought in from elsewhere, and who brings it in: those who answer for the practice."""

from django.utils.translation import gettext_lazy as _

GRANTS = {
    "imports.view": frozenset({"owner", "service manager"}),
    "imports.manage": frozenset({"owner", "service manager"}),
}
AREA = _("Imports")
WORDS = {  # what a permission lets one do, for who puts together a role
    "imports.view": _("See what was brought in from other systems."),
    "imports.manage": _("Bring in tickets and records, and undo an import."),
}
