"""What happened with the sources of alerts and with maintenance, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "alert_source.added": _("source of alerts added"),
    "alert_source.changed": _("source of alerts changed"),
    "alert_source.renewed": _("address of a source of alerts renewed"),
    "alert_source.paused": _("source of alerts paused"),
    "alert_source.resumed": _("source of alerts resumed"),
    "alert_source.read_again": _("alerts read again"),
    "maintenance.planned": _("maintenance planned"),
    "maintenance.ended": _("maintenance ended"),
}
