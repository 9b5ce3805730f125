"""What happened with tokens and webhooks, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "token.made": _("token for a program made"),
    "token.revoked": _("token for a program revoked"),
    "hook.made": _("webhook made"),
    "hook.changed": _("webhook changed"),
    "hook.switched": _("webhook switched on or off"),
    "hook.secret_changed": _("secret of a webhook changed"),
    "hook.sent_again": _("message of a webhook sent again"),
    "hook.tested": _("test sent to a webhook"),
}
