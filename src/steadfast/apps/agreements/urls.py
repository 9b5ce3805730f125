"""Addresses of agreements and calendars, by their human numbers."""

from django.urls import path

from steadfast.apps.agreements.views import (
    agreement_editing,
    agreements,
    calendar_editing,
    calendars,
    export,
    first_hour,
)

app_name = "agreements"
urlpatterns = [
    path("first-hour/hours/", first_hour.hours, name="first_hours"),
    path("first-hour/client/", first_hour.client, name="first_client"),
    path("agreements/", agreements.index, name="list"),
    path("agreements/new/", agreement_editing.new, name="new"),
    path("agreements/<number:number>/", agreements.show, name="show"),
    path("agreements/<number:number>/edit/", agreement_editing.edit, name="edit"),
    path("agreements/<number:number>/offer/", agreement_editing.offer, name="offer"),
    path("calendars/new/", calendar_editing.new, name="new_calendar"),
    path("calendars/<number:number>/", calendars.show, name="calendar"),
    path("calendars/<number:number>.ics", calendars.icalendar, name="icalendar"),
    path("calendars/<number:number>/edit/", calendar_editing.edit, name="edit_calendar"),
    path("agreements/export.csv", export.agreements, {"form": "csv"}, name="agreements_csv"),
    path("agreements/export.jsonl", export.agreements, {"form": "jsonl"}, name="agreements_jsonl"),
    path("calendars/export.csv", export.calendars, {"form": "csv"}, name="calendars_csv"),
    path("calendars/export.jsonl", export.calendars, {"form": "jsonl"}, name="calendars_jsonl"),
]
