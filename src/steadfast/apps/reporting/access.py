"""Who may read the figures. They are about the practice, never about a person.

A contact reads the rows behind the numbers of their own client (queries), not the scorecard. What was brought in from
elsewhere, and where its source judged otherwise, is for those who answer for the practice and its service.
"""

from steadfast.apps.identity.models.role import MEMBER_ROLES

MEMBERS = frozenset(MEMBER_ROLES)

GRANTS = {
    "scorecard.view": MEMBERS,
    "rows.view": MEMBERS | {"contact"},
    "imports.view": frozenset({"owner", "service manager"}),
}
