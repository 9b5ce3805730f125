"""Addresses of calls: the one that hears of them, and the pages."""

from django.urls import path

from steadfast.apps.calls.views import calls, hook, taking

app_name = "calls"
urlpatterns = [
    path("hooks/calls/", hook.by_header, name="hook"),
    path("hooks/calls/<str:token>/", hook.by_address, name="hook_address"),
    path("calls/", calls.index, name="list"),
    path("calls/new/", taking.new, name="new"),
    path("calls/newcomer/", taking.newcomer, name="newcomer"),
    path("calls/ringing/", calls.ringing, name="ringing"),
    path("calls/extension/", calls.extension, name="extension"),
    path("calls/<number:call_id>/seen-to/", calls.see_to, name="see_to"),
    path("calls/systems/", calls.systems, name="systems"),
    path("calls/systems/<number:system_id>/address/", calls.renew, name="renew_system"),
    path("calls/systems/<number:system_id>/pause/", calls.pause, name="pause_system"),
]
