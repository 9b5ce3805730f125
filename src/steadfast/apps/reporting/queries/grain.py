"""Grains: by what figures may be grouped, and where each lies in the register."""

from collections.abc import Mapping, Sequence

GROUPS: Mapping[str, str] = {
    "month": "due_month",
    "priority": "priority",
    "client": "client__name",
    "client_id": "client_id",
    "team": "team__name",
    "team_id": "team_id",
    "kind": "kind",
    "direction": "direction",
}


class UnknownGroup(ValueError):
    """A group that figures cannot be counted by; the message names the ones that exist."""


def columns(groups: Sequence[str]) -> list[str]:
    """Return the columns of some groups, or raise UnknownGroup."""
    for group in groups:
        if group not in GROUPS:
            raise UnknownGroup(f"{group!r} is not a group; choose from {', '.join(GROUPS)}")
    return [GROUPS[group] for group in groups]
