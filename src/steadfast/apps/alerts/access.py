"""Who sees alerts, and who says where they come from. No contact of a client sees any."""

from django.utils.translation import gettext_lazy as _

DESK = frozenset({"owner", "service manager", "technician"})

GRANTS = {
    "alerts.view": DESK,
    "maintenance.plan": DESK,
    "alerts.manage": frozenset({"owner", "service manager"}),
}
AREA = _("Alerts")
WORDS = {  # what a permission lets one do, for who puts together a role
    "alerts.view": _("See the alerts of monitoring and the maintenance that is planned."),
    "maintenance.plan": _("Plan maintenance, in which alerts open nothing."),
    "alerts.manage": _("Set up where alerts come from, and read anew what could not be read."),
}
