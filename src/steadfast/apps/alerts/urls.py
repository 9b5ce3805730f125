"""Addresses of alerts: the one that takes them in, and the pages."""

from django.urls import path

from steadfast.apps.alerts.views import alerts, hook, maintenance, sources

app_name = "alerts"
urlpatterns = [
    path("hooks/alerts/", hook.by_header, name="hook"),
    path("hooks/alerts/<str:token>/", hook.by_address, name="hook_address"),
    path("alerts/", alerts.index, name="list"),
    path("alerts/maintenance/", maintenance.index, name="maintenance"),
    path("alerts/maintenance/new/", maintenance.new, name="new_maintenance"),
    path("alerts/maintenance/<number:maintenance_id>/end/", maintenance.end, name="end_maintenance"),
    path("alerts/sources/", sources.index, name="sources"),
    path("alerts/sources/new/", sources.new, name="new_source"),
    path("alerts/sources/<number:source_id>/", sources.show, name="source"),
    path("alerts/sources/<number:source_id>/edit/", sources.edit, name="edit_source"),
    path("alerts/sources/<number:source_id>/address/", sources.renew, name="renew_source"),
    path("alerts/sources/<number:source_id>/pause/", sources.pause, name="pause_source"),
    path("alerts/sources/<number:source_id>/again/", sources.read_again, name="read_again"),
]
