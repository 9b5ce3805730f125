"""Who takes calls, and who sets up the telephone system. No contact of a client sees a call."""

from django.utils.translation import gettext_lazy as _

GRANTS = {
    "calls.take": frozenset({"owner", "service manager", "technician"}),
    "calls.manage": frozenset({"owner", "service manager"}),
}
AREA = _("Calls")
WORDS = {  # what a permission lets one do, for who puts together a role
    "calls.take": _("Take calls and walk-ins, see them, and call back."),
    "calls.manage": _("Set up the telephone system that tells of calls."),
}
