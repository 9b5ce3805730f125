"""Who sees the signs. Each member those of tickets, as they see the tickets; how loaded somebody is, they and a lead.

Nothing here ranks people: a sign names what to do, and the load of a person stands on their own Today.
"""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models.role import MEMBER_ROLES

LEADS = frozenset({"owner", "service manager"})

GRANTS = {
    "watch.view": frozenset(MEMBER_ROLES),
    "watch.lead": LEADS,
    "risk.view": LEADS | {"sales"},
}
AREA = _("Watch")
WORDS = {  # what a permission lets one do, for who puts together a role
    "watch.view": _("See which tickets may go wrong, and why."),
    "watch.lead": _("See who has promised more than they can keep."),
    "risk.view": _("See which clients are at risk, and promise what is done about it."),
}
