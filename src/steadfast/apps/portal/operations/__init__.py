"""Writes of the portal: acts of the desk with a contact as the actor, and the ways in."""

from steadfast.apps.portal.operations.answering import answer, not_solved
from steadfast.apps.portal.operations.publishing import show_numbers
from steadfast.apps.portal.operations.ways_in import (
    DeadLink,
    end_overheard,
    enter,
    forget_links,
    invite,
    set_sight,
    shut_out,
)
from steadfast.apps.portal.operations.writing import can_send, send_asked, send_invitation, send_later, when_asked

__all__ = [
    "DeadLink",
    "answer",
    "can_send",
    "end_overheard",
    "enter",
    "forget_links",
    "invite",
    "not_solved",
    "send_asked",
    "send_invitation",
    "send_later",
    "set_sight",
    "show_numbers",
    "shut_out",
    "when_asked",
]
