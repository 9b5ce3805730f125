"""Addresses for programs, and the pages on which their tokens are made."""

from django.urls import path

from steadfast.apps.api.views import hooks, tokens
from steadfast.foundation.later import later

app_name = "api"
urlpatterns = [
    path("me/tokens/", tokens.index, name="tokens"),
    path("me/tokens/<number:token_id>/revoke/", tokens.revoke, name="revoke"),
    path("webhooks/", hooks.index, name="hooks"),
    path("webhooks/<number:hook_id>/", hooks.show, name="hook"),
    path("webhooks/<number:hook_id>/switch/", hooks.switch, name="switch_hook"),
    path("webhooks/<number:hook_id>/secret/", hooks.secret, name="hook_secret"),
    path("webhooks/<number:hook_id>/test/", hooks.test, name="test_hook"),
    path("webhooks/<number:hook_id>/messages/<number:delivery_id>/again/", hooks.again, name="hook_again"),
    later("api/v1/", "steadfast.apps.api.urls.v1", namespace="v1"),
]
