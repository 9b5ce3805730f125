"""Writes of the register. Each takes `actor` and `now`, runs inside the caller's transaction and appends its events."""

from steadfast.apps.commitments.operations.agreeing import answer, record
from steadfast.apps.commitments.operations.apply import Stale
from steadfast.apps.commitments.operations.asking import To
from steadfast.apps.commitments.operations.carrying_absences import carry
from steadfast.apps.commitments.operations.closing import fulfil, release, revive, void, withdraw
from steadfast.apps.commitments.operations.giving import Word, give, refuse_old_reading
from steadfast.apps.commitments.operations.handing import overtake
from steadfast.apps.commitments.operations.handing_one import accept_one, decline_one, offer_one, take_back_one
from steadfast.apps.commitments.operations.owning import reassign
from steadfast.apps.commitments.operations.passing import settle as settle_hands
from steadfast.apps.commitments.operations.promise import Draft, promise, write
from steadfast.apps.commitments.operations.proposing import propose, take_back
from steadfast.apps.commitments.operations.reclassifying import reclassify
from steadfast.apps.commitments.operations.reopening import reopen
from steadfast.apps.commitments.operations.restamp import restamp
from steadfast.apps.commitments.operations.settle import settle, settle_all
from steadfast.apps.commitments.operations.single import end, keep
from steadfast.apps.commitments.operations.waiting import begin_wait, end_wait, record_resolved, remind, say_yes

__all__ = [
    "Draft",
    "Stale",
    "To",
    "Word",
    "accept_one",
    "answer",
    "begin_wait",
    "carry",
    "decline_one",
    "end",
    "end_wait",
    "fulfil",
    "give",
    "keep",
    "offer_one",
    "overtake",
    "promise",
    "propose",
    "reassign",
    "reclassify",
    "record",
    "record_resolved",
    "refuse_old_reading",
    "release",
    "remind",
    "reopen",
    "restamp",
    "revive",
    "say_yes",
    "settle",
    "settle_all",
    "settle_hands",
    "take_back",
    "take_back_one",
    "void",
    "withdraw",
    "write",
]
