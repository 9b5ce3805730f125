"""A device of a client: a computer, a server, a printer, whatever somebody reports trouble with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from steadfast.apps.clients.models.client import Client
from steadfast.apps.clients.models.site import Site
from steadfast.apps.identity.models import Person
from steadfast.foundation.models import Subject

KINDS = {
    "computer": pgettext_lazy("device", "computer"),
    "server": pgettext_lazy("device", "server"),
    "network": pgettext_lazy("device", "network device"),
    "printer": pgettext_lazy("device", "printer"),
    "phone": pgettext_lazy("device", "phone or tablet"),
    "other": pgettext_lazy("device", "other"),
}


class Device(models.Model):
    """Its number is its subject's: D-42. One that is retired stays, for what was written about it."""

    subject = models.OneToOneField(Subject, models.PROTECT, primary_key=True, related_name="device")
    client = models.ForeignKey(Client, models.PROTECT, related_name="devices", db_index=False)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="devices")
    user = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="devices", help_text="the contact who uses it"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, default="computer")
    serial = models.CharField(max_length=100, blank=True)
    maker = models.CharField(max_length=100, blank=True)
    model = models.CharField(max_length=100, blank=True)
    system = models.CharField(max_length=100, blank=True, help_text="the operating system")
    bought_on = models.DateField(null=True, blank=True)
    warranty_until = models.DateField(null=True, blank=True)
    source_key = models.CharField(max_length=200, blank=True, help_text="its key in the system it was imported from")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="device_kind_known", condition=Q(kind__in=tuple(KINDS)))]
        indexes = [
            models.Index(fields=["client", "name", "subject"], name="device_by_client"),
            models.Index(fields=["name", "subject"], name="device_by_name"),
            models.Index(fields=["serial"], name="device_by_serial", condition=~Q(serial="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_in_words(self) -> str:
        """Its kind in words."""
        return str(KINDS[self.kind])
