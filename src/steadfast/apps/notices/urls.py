"""Addresses of the notices."""

from django.urls import path

from steadfast.apps.notices.views import inbox

app_name = "notices"
urlpatterns = [
    path("notices/", inbox.index, name="index"),
    path("notices/read/", inbox.read_all, name="read_all"),
    path("notices/choices/", inbox.choices, name="choices"),
    path("notices/<number:notice_id>/", inbox.follow, name="follow"),
    path("notices/<number:notice_id>/read/", inbox.read, name="read"),
    path("notices/<number:notice_id>/later/", inbox.snooze, name="snooze"),
]
