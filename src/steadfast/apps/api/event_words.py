"""What happened with tokens, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "token.made": _("token for a program made"),
    "token.revoked": _("token for a program revoked"),
}
