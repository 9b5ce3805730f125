"""Addresses of the figures."""

from django.urls import path

from steadfast.apps.reporting.views import rows, scorecard

app_name = "reporting"
urlpatterns = [
    path("scorecard/", scorecard.show, name="scorecard"),
    path("scorecard/rows/", rows.index, name="rows"),
]
