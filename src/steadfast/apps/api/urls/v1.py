"""The addresses below /api/v1, loaded when the first program or reader comes: its descriptions take half a second."""

from django.urls import path

from steadfast.apps.api import served
from steadfast.apps.api.views import reading

urlpatterns = [
    path("", reading.index, name="index"),
    path("openapi.json", reading.schema, name="schema"),
    *served.patterns(),
]
