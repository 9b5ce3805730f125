"""Writes of calls: what the telephone system tells, what was said in a call, who is called back."""

from steadfast.apps.calls.operations.hearing import forget_posted, hear, keep
from steadfast.apps.calls.operations.systems import Taken as NameTaken
from steadfast.apps.calls.operations.systems import add_system, pause_system, renew_token, set_extension
from steadfast.apps.calls.operations.taking import Taken, see_to, take

__all__ = [
    "NameTaken",
    "Taken",
    "add_system",
    "forget_posted",
    "hear",
    "keep",
    "pause_system",
    "renew_token",
    "see_to",
    "set_extension",
    "take",
]
