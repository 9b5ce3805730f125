"""What a token can be made for. A scope is a name for some permissions; a token never has one that its person lacks.

    permitted(["tickets:read"], of=actor.permissions)       what is left of a person's permissions
A noun that comes later adds its scopes to SCOPES.
"""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ_TICKETS = {"tickets.view", "tickets.list"}
READ_CLIENTS = {"clients.view", "devices.view"}
READ_REGISTER = {"register.view", "register.show"}

SCOPES: Mapping[str, tuple[str | Promise, frozenset[str]]] = {
    "tickets:read": (_("read tickets, and what was said with clients"), frozenset(READ_TICKETS)),
    "tickets:write": (
        _("open tickets and work on them"),
        frozenset({*READ_TICKETS, "tickets.open", "tickets.work"}),
    ),
    "notes": (_("read and write notes that stay inside"), frozenset({"tickets.view", "tickets.note"})),
    "clients:read": (_("read clients, contacts, sites and devices"), frozenset(READ_CLIENTS)),
    "clients:write": (
        _("add and change clients, contacts, sites and devices"),
        frozenset({*READ_CLIENTS, "clients.change", "devices.change"}),
    ),
    "register:read": (_("read the register of promises"), frozenset(READ_REGISTER)),
    "register:write": (
        _("give, keep, move and release promises"),
        frozenset({*READ_REGISTER, "register.promise", "register.word", "register.answer", "register.void"}),
    ),
    "people:read": (_("read who works here, and the teams"), frozenset({"people.view"})),
    "agreements:read": (_("read agreements and calendars"), frozenset({"agreements.view"})),
    "figures:read": (_("read the scorecard"), frozenset({"scorecard.view", "rows.view"})),
}


def permitted(scopes: Iterable[str], *, of: frozenset[str]) -> frozenset[str]:
    """Return of a person's permissions those that the scopes name."""
    named: set[str] = set()
    for scope in scopes:
        named |= SCOPES[scope][1] if scope in SCOPES else frozenset()
    return of & named


def of_permission(permission: str) -> list[str]:
    """Return the scopes that hold a permission, narrowest first, to tell which one is lacking."""
    return sorted((name for name, (_, held) in SCOPES.items() if permission in held), key=lambda n: len(SCOPES[n][1]))
