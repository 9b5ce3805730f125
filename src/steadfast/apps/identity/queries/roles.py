"""Roles: what can be granted, what each role permits, and which of somebody's roles gives them what."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise

from steadfast.apps.identity.models import OwnRole, Person
from steadfast.apps.identity.models.role import MEMBER_ROLES, SEPARATOR
from steadfast.foundation import access

LEADING = frozenset({"owner", "service manager"})


@dataclass(frozen=True)
class Line:
    """A permission in words, and the roles that give it: of a matrix or of a person."""

    permission: str
    words: str | Promise
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    """The permissions of one app."""

    title: str | Promise
    lines: tuple[Line, ...]


@cache
def offered() -> frozenset[str]:
    """Return what a role of the practice can permit: whatever some member's role does, so nothing of contacts alone."""
    return access.permissions_of(MEMBER_ROLES)


@cache
def leading() -> frozenset[str]:
    """Return what only owners and service managers may: an own role with any of it leads, too."""
    return frozenset(name for name, roles in access.grants().items() if roles <= LEADING)


def areas(given: Iterable[tuple[str, frozenset[str]]] = (), among: frozenset[str] | None = None) -> list[Area]:
    """Return permissions by area, all that can be offered or those `among`, each with the roles that give it.

    `given`: roles by what people call them, with what they permit.
    """
    wanted, roles = offered() if among is None else among & offered(), list(given)
    found: dict[str, list[Line]] = {}
    titles: dict[str, str | Promise] = {}
    for name, (title, words) in access.words().items():
        if name in wanted:
            by = tuple(label for label, permissions in roles if name in permissions)
            found.setdefault(str(title), []).append(Line(name, words, by))
            titles[str(title)] = title
    return [Area(titles[key], tuple(lines)) for key, lines in found.items()]


def built_in() -> list[tuple[str, frozenset[str]]]:
    """Return the five roles with what each permits."""
    return [(role, access.permissions_of([role])) for role in MEMBER_ROLES]


def own_roles() -> QuerySet[OwnRole]:
    """Return the roles of the practice's own that are in use, by name, with `holders`, how many hold each."""
    here = Count("held", filter=Q(held__person__left_at=None))
    return OwnRole.objects.filter(retired_at=None).annotate(holders=here).order_by("name", "id")


def of_person(person: Person) -> list[Area]:
    """Return what somebody may do, and which of their roles gives them each of it."""
    held = [
        (row.label, row.own.granted if row.own else access.permissions_of([row.role])) for row in person.roles.all()
    ]
    return areas(held, frozenset[str]().union(*(permissions for _, permissions in held)))


def permissions_by_keys(keys: Iterable[str]) -> frozenset[str]:
    """Return what roles permit together, given by their keys."""
    wanted = set(keys)
    own = [row.granted for row in OwnRole.objects.filter(retired_at=None) if row.key in wanted]
    return access.permissions_of(wanted) | (frozenset[str]().union(*own) & offered())


def holding(permission: str) -> Q:
    """Return the condition that a person holds a permission by one of their roles."""
    built = Q(roles__role__in=sorted(access.grants().get(permission, ())))
    return built | Q(roles__own__permissions__contains=f"{SEPARATOR}{permission}{SEPARATOR}")
