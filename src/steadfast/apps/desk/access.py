"""Who may do what at the desk. A client's contact views their own client's tickets and nothing that is inside."""

from django.utils.translation import gettext_lazy as _

MEMBERS = frozenset({"owner", "service manager", "technician", "sales", "bookkeeper"})
DESK = frozenset({"owner", "service manager", "technician"})

GRANTS: dict[str, frozenset[str]] = {
    "tickets.view": MEMBERS | {"contact"},
    "tickets.list": MEMBERS,
    "tickets.note": MEMBERS,
    "tickets.open": MEMBERS,
    "tickets.work": DESK,
    "tickets.bulk": DESK,
    "tickets.resolve_anyway": frozenset({"owner", "service manager"}),
    "canned.share": frozenset({"owner", "service manager"}),
    "tickets.answer": frozenset({"contact"}),
    "tickets.export": DESK | {"bookkeeper"},
    "standing.view": MEMBERS | {"contact"},
}
AREA = _("Tickets")
WORDS = {  # what a permission lets one do, for who puts together a role
    "tickets.view": _("Open a ticket and its files."),
    "tickets.list": _("See the lists of tickets."),
    "tickets.note": _("Write notes that stay inside."),
    "tickets.open": _("Open tickets."),
    "tickets.work": _("Work on tickets: reply, wait, take, hand over, resolve, merge and split."),
    "tickets.resolve_anyway": _("Resolve a ticket although its checklist is not done, and say why."),
    "tickets.bulk": _("Change many tickets at once."),
    "canned.share": _("Write the canned replies that everybody uses."),
    "tickets.answer": _("Answer, as a client’s contact, what a ticket waits for."),
    "tickets.export": _("Export the list of tickets."),
    "standing.view": _("See how a client stands: both sides’ promises."),
}
