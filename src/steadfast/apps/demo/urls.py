"""Addresses of the demo. Outside the demo they answer 404."""

from django.urls import path

from steadfast.apps.demo.views import visit

app_name = "demo"
urlpatterns = [
    path("demo/", visit.index, name="index"),
    path("demo/<number:person_id>/", visit.create, name="visit"),
]
