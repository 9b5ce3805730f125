"""Who may read the figures. They are about the practice, never about a person.

A contact reads the rows behind the numbers of their own client (queries), not the scorecard.
"""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models.role import MEMBER_ROLES

MEMBERS = frozenset(MEMBER_ROLES)

GRANTS = {
    "scorecard.view": MEMBERS,
    "rows.view": MEMBERS | {"contact"},
}
AREA = _("Figures")
WORDS = {  # what a permission lets one do, for who puts together a role
    "scorecard.view": _("Read and export the scorecard."),
    "rows.view": _("Read the promises behind a figure."),
}
