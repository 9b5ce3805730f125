"""Roles: five that are data in each app's access.py, those that the practice makes itself, and who holds which."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from steadfast.apps.identity.models.person import Person
from steadfast.domain.language import known

ROLES = (
    known("owner"),
    known("service manager"),
    known("technician"),
    known("sales"),
    known("bookkeeper"),
    known("contact"),
)
MEMBER_ROLES = ROLES[:-1]  # of the practice; a contact is a client's person
OWN = "own-"  # "own-3" is the key of our third own role, where a built-in one is known by its name
SEPARATOR = ","


class OwnRole(models.Model):
    """A role of the practice's own. What it permits stands as one text, ",a.view,b.change,", so that the account of a
    request reads it in the query that it asks anyway."""

    name = models.CharField(max_length=60)
    permissions = models.TextField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), condition=Q(retired_at=None), name="own_role_named_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return f"{OWN}{self.pk}"

    @property
    def granted(self) -> frozenset[str]:
        """What it permits; a permission that this release does not know any more is left out when it is used."""
        return frozenset(filter(None, self.permissions.split(SEPARATOR)))


class RoleHeld(models.Model):
    """A built-in role by its name, or one of the practice's own; then `role` is ""."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=32, blank=True)
    own = models.ForeignKey(OwnRole, models.PROTECT, null=True, related_name="held")

    class Meta:
        verbose_name_plural = "roles held"
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], condition=Q(own=None), name="role_held_once"),
            models.UniqueConstraint(fields=["person", "own"], name="own_role_held_once"),
            models.CheckConstraint(
                name="role_known", condition=Q(role__in=ROLES, own=None) | Q(role="", own__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        """The role by which forms and events name it."""
        return f"{OWN}{self.own_id}" if self.own_id else self.role

    @property
    def label(self) -> str:
        """The role as people say it."""
        return str(self.own) if self.own_id else self.role


def as_text(permissions: "set[str] | frozenset[str]") -> str:
    """Return permissions as the text that a role keeps."""
    return f"{SEPARATOR}{SEPARATOR.join(sorted(permissions))}{SEPARATOR}"
