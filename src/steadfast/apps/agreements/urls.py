"""Addresses of agreements and calendars, by their human numbers."""

from django.urls import path

from steadfast.apps.agreements.views import agreements, calendar_editing, calendars

app_name = "agreements"
urlpatterns = [
    path("agreements/", agreements.index, name="list"),
    path("agreements/<number:number>/", agreements.show, name="show"),
    path("calendars/new/", calendar_editing.new, name="new_calendar"),
    path("calendars/<number:number>/", calendars.show, name="calendar"),
    path("calendars/<number:number>/edit/", calendar_editing.edit, name="edit_calendar"),
]
