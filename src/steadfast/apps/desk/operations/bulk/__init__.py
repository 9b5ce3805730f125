"""Bulk changes: choose tickets, try an act on them, apply it, undo it. Each ticket goes through its own operation."""

from steadfast.apps.desk.operations.bulk.choosing import LIMIT, NothingChosen, choose, forget_drafts, settle
from steadfast.apps.desk.operations.bulk.running import AT_ONCE, NotNow, begin, carry_on, is_for_a_job

__all__ = [
    "AT_ONCE",
    "LIMIT",
    "NotNow",
    "NothingChosen",
    "begin",
    "carry_on",
    "choose",
    "forget_drafts",
    "is_for_a_job",
    "settle",
]
