"""Who may read calendars and agreements, and who edits them. A client's contact sees those of their client only."""

from django.utils.translation import gettext_lazy as _

GRANTS = {
    "agreements.view": frozenset({"owner", "service manager", "technician", "sales", "bookkeeper", "contact"}),
    "agreements.export": frozenset({"owner", "service manager", "technician", "sales", "bookkeeper"}),
    "agreements.manage": frozenset({"owner", "service manager"}),
}
AREA = _("Agreements")
WORDS = {  # what a permission lets one do, for who puts together a role
    "agreements.view": _("Read agreements and calendars."),
    "agreements.export": _("Export the lists of agreements and calendars."),
    "agreements.manage": _("Write and change agreements and calendars, and put changes into force."),
}
