"""Who may do what in the portal: a client's contact what is theirs; members say who comes in and how much they see."""

from django.utils.translation import gettext_lazy as _

GRANTS = {
    "portal.use": frozenset({"contact"}),
    "portal.publish": frozenset({"owner"}),
    "portal.invite": frozenset({"owner", "service manager"}),  # whoever makes a link could use it
}
AREA = _("Portal")
WORDS = {  # what a permission lets one do, for who puts together a role
    "portal.use": _("See, as a client’s contact, what both sides owe, write in and answer."),
    "portal.publish": _("Say who reads the practice’s four numbers."),
    "portal.invite": _("Let a client’s contact into the portal, and say how much they see."),
}
