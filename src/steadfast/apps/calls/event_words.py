"""What happened with calls, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "call.returned": _("called back"),
    "call.missed": _("call missed"),
    "phone_system.added": _("telephone system added"),
    "phone_system.renewed": _("address of a telephone system renewed"),
    "phone_system.paused": _("telephone system paused"),
    "phone_system.resumed": _("telephone system resumed"),
}
