"""A role that a person holds; what a role may do is data in each app's access.py."""

from django.db import models

from steadfast.apps.identity.models.person import Person

ROLES = ("owner", "service manager", "technician", "sales", "bookkeeper", "contact")
MEMBER_ROLES = ROLES[:-1]  # of the practice; a contact is a client's person


class RoleHeld(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=32)

    class Meta:
        verbose_name_plural = "roles held"
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], name="role_held_once"),
            models.CheckConstraint(name="role_known", condition=models.Q(role__in=ROLES)),
        ]

    def __str__(self) -> str:
        return self.role
