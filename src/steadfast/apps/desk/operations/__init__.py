"""Writes of the desk, one verb a file. Each holds its ticket, runs in one transaction and appends its events."""

from steadfast.apps.desk.operations.answering import ask_again, say_yes, supplier_promised
from steadfast.apps.desk.operations.being_here import be_here, forget_presence
from steadfast.apps.desk.operations.carrying import follow_duty
from steadfast.apps.desk.operations.closing import close, close_unobjected, confirm
from steadfast.apps.desk.operations.handing import accept, decline, offer, take_back
from steadfast.apps.desk.operations.hearing import hear
from steadfast.apps.desk.operations.holding import Changed, Seen, SentBefore, forget_forms
from steadfast.apps.desk.operations.keeping import keep_word
from steadfast.apps.desk.operations.linking import link, unlink
from steadfast.apps.desk.operations.merging import merge, take_apart
from steadfast.apps.desk.operations.noting import note
from steadfast.apps.desk.operations.opening import Opening, open_ticket
from steadfast.apps.desk.operations.promising import promise
from steadfast.apps.desk.operations.reopening import reopen
from steadfast.apps.desk.operations.replying import reply
from steadfast.apps.desk.operations.reprioritizing import reprioritize
from steadfast.apps.desk.operations.resolving import resolve
from steadfast.apps.desk.operations.routing import route
from steadfast.apps.desk.operations.splitting import Splitting, split
from steadfast.apps.desk.operations.taking import take
from steadfast.apps.desk.operations.waiting import end_wait, expire_wait, wait

__all__ = [
    "Changed",
    "Opening",
    "Seen",
    "SentBefore",
    "Splitting",
    "accept",
    "ask_again",
    "be_here",
    "close",
    "close_unobjected",
    "confirm",
    "decline",
    "end_wait",
    "expire_wait",
    "follow_duty",
    "forget_forms",
    "forget_presence",
    "hear",
    "keep_word",
    "link",
    "merge",
    "note",
    "offer",
    "open_ticket",
    "promise",
    "reopen",
    "reply",
    "reprioritize",
    "resolve",
    "route",
    "say_yes",
    "split",
    "supplier_promised",
    "take",
    "take_apart",
    "take_back",
    "unlink",
    "wait",
]
