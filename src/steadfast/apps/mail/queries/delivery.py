"""The mail of messages, for programs: where ours is on its way, and what theirs quoted. Two statements for a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from steadfast.apps.mail.models import Incoming, Sent


def of_messages(keys: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    """Return the mail of messages by the keys of their events; the caller has seen that they are in sight."""
    none: dict[str, Any] = {"to": [], "sender": "", "error": "", "folded": ""}
    found: dict[int, dict[str, Any]] = {}
    theirs = Incoming.objects.filter(message__event__in=keys).values_list(
        "message__event_id", "sender", "came_at", "folded"
    )
    for key, sender, at, folded in theirs:
        found[key] = {**none, "state": "came", "sender": sender, "at": at, "folded": folded}
    ours = Sent.objects.filter(message__event__in=keys).values_list(
        "message__event_id", "state", "to", "error", "ended_at"
    )
    for key, state, to, error, ended_at in ours:
        found[key] = {**none, "state": state, "to": to, "error": error, "at": ended_at}
    return found
