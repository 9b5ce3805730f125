"""Addresses for machines that watch the practice's server."""

from django.urls import path

urlpatterns: list = []
