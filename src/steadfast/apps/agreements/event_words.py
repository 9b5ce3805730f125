"""What happened with agreements and calendars, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "agreement.made": _("agreement made"),
    "agreement.changed": _("agreement changed"),
    "agreement.offered": _("agreement offered"),
    "agreement.taken_out": _("agreement taken out"),
    "calendar.made": _("calendar made"),
    "calendar.changed": _("calendar changed"),
}
