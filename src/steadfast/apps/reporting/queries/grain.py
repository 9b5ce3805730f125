"""Grains: by what figures may be grouped, and where each lies in the register."""

from collections.abc import Mapping, Sequence

from django.db.models import Case, F, Q, When

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
CLIENTS = {"client", "client_id"}
KEYS = {"client": "client_id", "team": "team_id"}


class UnknownGroup(ValueError):
    """A group that figures cannot be counted by; the message names the ones that exist."""


def columns(groups: Sequence[str], *, of: str = "", by_debtor: bool = False) -> list[F | Case]:
    """Return what to count some groups by, or raise UnknownGroup. `of`: the way to the register from another table.

    by_debtor: what a supplier promised us about a client's ticket is of no client, as it is no debt of theirs.
    """
    for group in groups:
        if group not in GROUPS:
            raise UnknownGroup(f"{group!r} is not a group; choose from {', '.join(GROUPS)}")
    named = [F(f"{of}{GROUPS[group]}") for group in groups]
    if not by_debtor:
        return list(named)
    others = When(of_others(of), then=None)
    return [Case(others, default=one) if group in CLIENTS else one for group, one in zip(groups, named, strict=True)]


def by_key(group: str) -> str:
    """Return the group to count by, so that two clients of one name stay two; names are looked up afterwards."""
    return KEYS.get(group, group)


def of_others(of: str = "") -> Q:
    """Return which promises to us are about a client's ticket and owed by somebody else, such as a supplier."""
    about = Q(**{f"{of}direction": "theirs", f"{of}client__isnull": False})
    return about & ~Q(**{f"{of}debtor_id": F(f"{of}client_id")})
