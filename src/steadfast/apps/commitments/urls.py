"""Addresses of the register."""

from django.urls import path

from steadfast.apps.commitments.views import today

app_name = "commitments"
urlpatterns = [path("", today.show, name="today")]
