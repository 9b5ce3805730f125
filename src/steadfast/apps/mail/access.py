"""Who may do what with mail: boxes hold credentials, so who keeps the practice keeps them."""

from django.utils.translation import gettext_lazy as _

DESK = frozenset({"owner", "service manager", "technician"})

GRANTS: dict[str, frozenset[str]] = {
    "mail.manage": frozenset({"owner", "service manager"}),
    "mail.sent": DESK,
    "mail.triage": DESK,
    "mail.read": frozenset({"owner", "service manager", "technician", "sales", "bookkeeper"}),
}
AREA = _("Mail")
WORDS = {  # what a permission lets one do, for who puts together a role
    "mail.manage": _("Set up boxes: how mail comes in and leaves."),
    "mail.triage": _("Sort mail that waits: say whose it is, add it to a ticket, put it aside."),
    "mail.read": _("Save a mail as it came."),
    "mail.sent": _("See the mail that left, and send again what did not arrive."),
}
