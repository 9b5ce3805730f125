"""Who has notices: every member, their own and nobody else's."""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models.role import MEMBER_ROLES

GRANTS = {"notices.view": frozenset(MEMBER_ROLES)}
AREA = _("Notices")
WORDS = {"notices.view": _("Have notices of what happens to one’s own work.")}
