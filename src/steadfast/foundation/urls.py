"""Addresses for the machines that watch the practice's server."""

from django.urls import path

from steadfast.foundation import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
