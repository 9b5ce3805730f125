"""Addresses for programs, and the pages on which their tokens are made."""

from django.urls import include, path

from steadfast.apps.api import served
from steadfast.apps.api.views import reading, tokens

app_name = "api"
urlpatterns = [
    path("me/tokens/", tokens.index, name="tokens"),
    path("me/tokens/<number:token_id>/revoke/", tokens.revoke, name="revoke"),
    path("api/v1/", reading.index, name="index"),
    path("api/v1/openapi.json", reading.schema, name="schema"),
    path("api/v1/", include(served.patterns())),
]
