"""Every address: the foundation's for machines, then each app's own. An app's urls.py says its paths from the root."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

OURS = ["steadfast.foundation", *(f"steadfast.apps.{noun}" for noun in settings.NOUNS)]

urlpatterns = [path("", include(f"{name}.urls")) for name in OURS if find_spec(f"{name}.urls")]
handler500 = "steadfast.foundation.care.unsaved.server_error"
