"""Addresses of the watch."""

from django.urls import path

from steadfast.apps.watch.views import risk, signs

app_name = "watch"
urlpatterns = [
    path("clients/at-risk/", risk.index, name="at_risk"),
    path("clients/<number:client_id>/at-risk/action/", risk.act, name="act"),
    path("watch/", signs.index, name="index"),
    path("watch/forecast/", signs.forecast, name="forecast"),
    path("watch/<number:sign_id>/later/", signs.later, name="later"),
]
