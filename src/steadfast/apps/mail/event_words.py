"""What happened with mail and its boxes, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "box.added": _("box added"),
    "box.changed": _("box changed"),
    "box.paused": _("box paused"),
    "box.resumed": _("box goes on"),
    "box.signed_in": _("signed in to a mailbox"),
    "mail.bounced": _("mail came back undelivered"),
    "mail.dismissed": _("mail put aside as not for us"),
    "mail.failed": _("mail could not be delivered"),
    "mail.sent_again": _("mail sent again"),
}
