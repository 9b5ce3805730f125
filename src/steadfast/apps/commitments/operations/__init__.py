"""Writes of the register. Each takes `actor` and `now`, runs inside the caller's transaction and appends its events."""

from steadfast.apps.commitments.operations.closing import fulfil, release, void, withdraw
from steadfast.apps.commitments.operations.owning import reassign
from steadfast.apps.commitments.operations.promise import Draft, promise
from steadfast.apps.commitments.operations.reopening import reopen
from steadfast.apps.commitments.operations.settle import settle
from steadfast.apps.commitments.operations.waiting import begin_wait, end_wait, record_resolved, say_yes

__all__ = [
    "Draft",
    "begin_wait",
    "end_wait",
    "fulfil",
    "promise",
    "reassign",
    "record_resolved",
    "release",
    "reopen",
    "say_yes",
    "settle",
    "void",
    "withdraw",
]
