"""What happened with clients and what they have, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "client.made": _("client added"),
    "client.changed": _("client changed"),
    "client.retired": _("client retired"),
    "client.restored": _("client taken up again"),
    "client.contact_added": _("contact added"),
    "client.contact_changed": _("contact changed"),
    "client.contact_left": _("contact left"),
    "client.contact_returned": _("contact came back"),
    "client.site_added": _("site added"),
    "client.site_changed": _("site changed"),
    "client.site_closed": _("site closed"),
    "client.site_opened": _("site opened again"),
    "device.made": _("device added"),
    "device.changed": _("device changed"),
    "device.retired": _("device retired"),
    "device.restored": _("device taken up again"),
}
