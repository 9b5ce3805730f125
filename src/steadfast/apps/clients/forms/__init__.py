"""Forms of clients, their contacts, sites and devices."""

from steadfast.apps.clients.forms.client import ClientForm, ContactForm, SiteForm
from steadfast.apps.clients.forms.device import DeviceForm

__all__ = ["ClientForm", "ContactForm", "DeviceForm", "SiteForm"]
