"""A person of a party: a member of the practice, a client's contact, a partner's technician."""

from django.conf import settings
from django.db import models
from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace, Right

from steadfast.apps.identity.models.party import Party
from steadfast.domain.calls.number import COMPARED

DENSITIES = ("comfortable", "compact")
BETWEEN = " -()/.+"  # what people write between the digits of a number


def digits() -> Combinable:
    """Return the digits of a telephone number, for the database to work out."""
    found: Combinable = F("phone")
    for sign in BETWEEN:
        found = Replace(found, Value(sign), Value(""))
    return found


class Person(models.Model):
    party = models.ForeignKey(Party, models.PROTECT, related_name="persons")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    phone_key = models.GeneratedField(  # by which a caller is found, whatever stands before
        expression=Right(digits(), COMPARED), output_field=models.CharField(max_length=40), db_persist=True
    )
    zone = models.CharField(max_length=64, default="UTC", help_text="IANA name; times are shown in it")
    language = models.CharField(max_length=12, blank=True, default="", help_text="a code; none: as the browser asks")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person")
    deputy = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", help_text="who answers while they are away"
    )
    density = models.CharField(max_length=12, default="comfortable", help_text="how close the rows of lists stand")
    letter_keys = models.BooleanField(default=True, help_text="whether a letter alone presses something (WCAG 2.1.4)")
    own_only = models.BooleanField(
        default=False, help_text="of a contact: they see their own tickets, and not those of their whole company"
    )
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="person_density_known", condition=models.Q(density__in=DENSITIES))]
        indexes = [
            models.Index(fields=["party", "name"], name="person_by_name"),
            models.Index(fields=["phone_key"], name="person_by_phone"),
        ]

    def __str__(self) -> str:
        return self.name
