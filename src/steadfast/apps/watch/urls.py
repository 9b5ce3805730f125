"""Addresses of the watch."""

from django.urls import path

from steadfast.apps.watch.views import signs

app_name = "watch"
urlpatterns = [
    path("watch/", signs.index, name="index"),
    path("watch/forecast/", signs.forecast, name="forecast"),
    path("watch/<number:sign_id>/later/", signs.later, name="later"),
]
