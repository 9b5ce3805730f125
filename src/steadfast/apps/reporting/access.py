"""Who may read the figures. They are about the practice, never about a person.

A contact reads the rows behind the numbers of their own client (queries), not the scorecard.
"""

from steadfast.apps.identity.models.role import MEMBER_ROLES

MEMBERS = frozenset(MEMBER_ROLES)

GRANTS = {
    "scorecard.view": MEMBERS,
    "rows.view": MEMBERS | {"contact"},
}
