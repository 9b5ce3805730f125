"""Addresses of clients, by the id of their party, and of their devices, by number."""

from django.urls import path

from steadfast.apps.clients.views import clients, devices, export, parts

app_name = "clients"
CONTACTS, SITES = {"parts": "contacts"}, {"parts": "sites"}
urlpatterns = [
    path("clients/", clients.index, name="list"),
    path("clients/new/", clients.new, name="new"),
    path("clients/<number:party_id>/", clients.show, name="show"),
    path("clients/<number:party_id>/edit/", clients.edit, name="edit"),
    path("clients/<number:party_id>/part/", clients.part, name="part_from"),
    path("clients/<number:party_id>/take-back/", clients.take_back, name="take_back"),
    path("clients/<number:party_id>/contacts/", parts.index, CONTACTS, name="contacts"),
    path("clients/<number:party_id>/contacts/new/", parts.new, CONTACTS, name="new_contact"),
    path("clients/<number:party_id>/contacts/<number:number>/", parts.edit, CONTACTS, name="contact"),
    path("clients/<number:party_id>/contacts/<number:number>/left/", parts.end, CONTACTS, name="contact_left"),
    path("clients/<number:party_id>/contacts/<number:number>/back/", parts.again, CONTACTS, name="contact_back"),
    path("clients/<number:party_id>/sites/", parts.index, SITES, name="sites"),
    path("clients/<number:party_id>/sites/new/", parts.new, SITES, name="new_site"),
    path("clients/<number:party_id>/sites/<number:number>/", parts.edit, SITES, name="site"),
    path("clients/<number:party_id>/sites/<number:number>/close/", parts.end, SITES, name="site_left"),
    path("clients/<number:party_id>/sites/<number:number>/open/", parts.again, SITES, name="site_back"),
    path("clients/<number:party_id>/devices/", devices.index, name="devices"),
    path("clients/<number:party_id>/devices/new/", devices.new, name="new_device"),
    path("devices/", devices.index, name="all_devices"),
    path("devices/export.csv", devices.export, name="devices_csv"),
    path("devices/<number:number>/", devices.show, name="device"),
    path("devices/<number:number>/edit/", devices.edit, name="edit_device"),
    path("devices/<number:number>/retire/", devices.retire, name="retire_device"),
    path("devices/<number:number>/restore/", devices.restore, name="restore_device"),
    path("clients/export.csv", export.clients, {"form": "csv"}, name="clients_csv"),
    path("clients/export.jsonl", export.clients, {"form": "jsonl"}, name="clients_jsonl"),
    path("contacts/export.csv", export.contacts, {"form": "csv"}, name="contacts_csv"),
    path("contacts/export.jsonl", export.contacts, {"form": "jsonl"}, name="contacts_jsonl"),
]
