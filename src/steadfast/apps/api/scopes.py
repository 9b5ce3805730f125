"""What a token can be made for. A scope is a name for some permissions; a token never has one that its person lacks.

    permitted(["tickets:read"], of=actor.permissions)       what is left of a person's permissions
A scope that ends in ":read" writes nothing, even where one permission lets a person do both. A noun that comes later
adds its scopes to SCOPES.
"""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ_TICKETS = {"tickets.view", "tickets.list"}
READ_CLIENTS = {"clients.view", "devices.view"}
READ_REGISTER = {"register.view", "register.show"}
TIME = frozenset({"hours.own", "hours.team", "hours.bill"})
MAIL = frozenset({"mail.sent", "mail.triage", "mail.read"})
DUTY = frozenset({"absences.own", "absences.manage", "board.view"})
WATCH = frozenset({"watch.view", "watch.lead", "risk.view"})
READ = ":read"

SCOPES: Mapping[str, tuple[str | Promise, frozenset[str]]] = {
    "tickets:read": (_("read tickets, and what was said with clients"), frozenset(READ_TICKETS)),
    "tickets:write": (
        _("open tickets and work on them"),
        frozenset({*READ_TICKETS, "tickets.open", "tickets.work", "tickets.resolve_anyway"}),
    ),
    "tickets:bulk": (
        _("change many tickets at once"),
        frozenset({*READ_TICKETS, "tickets.bulk", "tickets.work", "tickets.note"}),
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
    "time:read": (_("read the time that was worked, and the clock"), TIME),
    "time:write": (_("book and correct time, and run the clock"), TIME),
    "mail:read": (_("read which mail left and which waits for somebody"), MAIL),
    "mail:write": (_("sort mail that waits, and send mail again"), MAIL),
    "calls:read": (_("read calls"), frozenset({"calls.take"})),
    "calls:write": (_("take calls"), frozenset({"calls.take"})),
    "alerts:read": (_("read alerts, their sources and maintenance"), frozenset({"alerts.view", "alerts.manage"})),
    "alerts:write": (_("plan and end maintenance"), frozenset({"alerts.view", "maintenance.plan"})),
    "automation:read": (
        _("read checklists, recurring tickets, request forms and rules"),
        frozenset({"automation.view"}),
    ),
    "automation:write": (
        _("write checklists, recurring tickets and request forms, and switch rules off"),
        frozenset({"automation.view", "automation.change"}),
    ),
    "watch:read": (_("read which tickets and clients are at risk"), WATCH),
    "watch:write": (_("put signs off, and promise what is done about a client"), WATCH),
    "portal:read": (_("read which contacts may sign in"), frozenset({"portal.invite"})),
    "portal:write": (_("let contacts into the portal, and shut them out"), frozenset({"portal.invite"})),
    "notices:read": (_("read the notices of its person"), frozenset({"notices.view"})),
    "notices:write": (_("mark notices as read, and put them off"), frozenset({"notices.view"})),
    "duty:read": (_("read who is away and who is on call"), DUTY),
    "duty:write": (_("plan and cancel absences"), DUTY),
    "people:read": (_("read who works here, and the teams"), frozenset({"people.view"})),
    "agreements:read": (_("read agreements and calendars"), frozenset({"agreements.view"})),
    "figures:read": (_("read the scorecard"), frozenset({"scorecard.view", "rows.view"})),
}

ONLY_TO_WRITE: Mapping[str, frozenset[str]] = {"tickets:bulk": frozenset({"tickets.note"})}  # what a scope reads not


def permitted(scopes: Iterable[str], *, of: frozenset[str]) -> frozenset[str]:
    """Return of a person's permissions those that the scopes name."""
    named: set[str] = set()
    for scope in scopes:
        named |= SCOPES[scope][1] if scope in SCOPES else frozenset()
    return of & named


def writes(scopes: Iterable[str], permission: str) -> bool:
    """Tell whether one of the scopes lets its holder write by a permission."""
    return any(_writes(scope, permission) for scope in scopes if scope in SCOPES)


def reads(scopes: Iterable[str], permission: str) -> bool:
    """Tell whether one of the scopes lets its holder read by a permission."""
    return any(_reads(scope, permission) for scope in scopes if scope in SCOPES)


def in_words(scopes: Iterable[str]) -> list[tuple[str, str | Promise]]:
    """Return scopes with what each lets a token do."""
    return [(name, SCOPES[name][0]) for name in scopes if name in SCOPES]


def of_permission(permission: str, *, writes: bool = False) -> list[str]:
    """Return the scopes that hold a permission, narrowest first, to tell which one is lacking."""
    held = [name for name in SCOPES if (_writes if writes else _reads)(name, permission)]
    return sorted(held, key=lambda name: len(SCOPES[name][1]))


def _writes(scope: str, permission: str) -> bool:
    return permission in SCOPES[scope][1] and not scope.endswith(READ)


def _reads(scope: str, permission: str) -> bool:
    return permission in SCOPES[scope][1] - ONLY_TO_WRITE.get(scope, frozenset())
