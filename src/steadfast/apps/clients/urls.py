"""Addresses of clients, by the id of their party."""

from django.urls import path

from steadfast.apps.clients.views import clients, parts

app_name = "clients"
urlpatterns = [
    path("clients/", clients.index, name="list"),
    path("clients/new/", clients.new, name="new"),
    path("clients/<number:party_id>/", clients.show, name="show"),
    path("clients/<number:party_id>/contacts/new/", parts.new_contact, name="new_contact"),
    path("clients/<number:party_id>/sites/new/", parts.new_site, name="new_site"),
]
