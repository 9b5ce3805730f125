"""What happened with mail and its boxes, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "mail.failed": _("mail could not be delivered"),
    "mail.sent_again": _("mail sent again"),
}
