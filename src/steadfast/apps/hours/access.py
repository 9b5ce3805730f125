"""Who may do what with time. Everybody books their own; who leads sees the team's; who keeps the books settles it."""

from django.utils.translation import gettext_lazy as _

MEMBERS = frozenset({"owner", "service manager", "technician", "sales", "bookkeeper"})

GRANTS: dict[str, frozenset[str]] = {
    "hours.own": MEMBERS,
    "hours.team": frozenset({"owner", "service manager"}),
    "hours.bill": frozenset({"owner", "service manager", "bookkeeper"}),
    "board.view": frozenset({"owner", "service manager", "technician"}),
    "wakes.answer": MEMBERS,
    "wakes.manage": frozenset({"owner", "service manager"}),
}
AREA = _("Time and duty")
WORDS = {  # what a permission lets one do, for who puts together a role
    "hours.own": _("Book time, and see and correct their own weeks."),
    "hours.team": _("See the weeks of the others, and correct them with a reason."),
    "hours.bill": _("Say why time is billed or not, what agreements say of it, and export it."),
    "board.view": _("See the board: who is on what today, and who is on call."),
    "wakes.answer": _("Say that they are awake, and how they are to be woken."),
    "wakes.manage": _("Say by what way people are woken, and see who was."),
}
