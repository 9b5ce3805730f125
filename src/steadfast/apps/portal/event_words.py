"""What happened with the portal, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "portal.invited": _("contact let into the portal"),
    "portal.sight_changed": _("changed what a contact sees"),
    "portal.numbers_shown": _("said who reads the four numbers"),
    "portal.closed": _("contact’s way into the portal closed"),
}
