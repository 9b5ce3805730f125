"""Addresses of identity; those of signing in stand in doors, those of roles and accounts beside it."""

from django.urls import include, path

from steadfast.apps.identity.urls import accounts, doors
from steadfast.apps.identity.views import (
    absences,
    export,
    first_hour,
    me,
    people,
    reading,
    rota,
    saved_views,
    set_up,
    teams,
)

pages = [
    path("set-up/<str:token>/", set_up.set_up, name="set_up"),
    path("welcome/<str:token>/", set_up.welcome, name="welcome"),
    path("me/", me.me, name="me"),
    path("me/reading/", reading.reading, name="reading"),
    path("me/density/", reading.density, name="density"),
    path("practice/", first_hour.practice, name="practice"),
    path("first-hour/", first_hour.show, name="first_hour"),
    path("first-hour/end/", first_hour.end, name="end_first_hour"),
    path("first-hour/<slug:key>/later/", first_hour.leave, name="leave_step"),
    path("people/", people.index, name="people"),
    path("people/new/", people.new, name="new_member"),
    path("people/<number:person_id>/", people.show, name="person"),
    path("people/<number:person_id>/roles/", people.roles, name="roles"),
    path("people/<number:person_id>/link/", people.link, name="link"),
    path("people/<number:person_id>/leave/", people.leave, name="leave"),
    path("people/<number:person_id>/return/", people.come_back, name="come_back"),
    path("people/<number:person_id>/deputy/", absences.deputy, name="deputy"),
    path("people/<number:person_id>/absences/", absences.index, name="absences"),
    path("people/<number:person_id>/absences/<number:absence_id>/cancel/", absences.cancel, name="cancel_absence"),
    path("views/", saved_views.index, name="views"),
    path("views/<number:view_id>/", saved_views.change, name="view"),
    path("views/<number:view_id>/delete/", saved_views.delete, name="view_delete"),
    path("views/<number:view_id>/first/", saved_views.first, name="view_first"),
    path("teams/new/", teams.new, name="new_team"),
    path("teams/<number:team_id>/", teams.edit, name="team"),
    path("teams/<number:team_id>/rota/", rota.show, name="rota"),
    path("teams/<number:team_id>/rota/turns/", rota.turn, name="turn"),
    path("teams/<number:team_id>/rota/series/", rota.series, name="series"),
    path("teams/<number:team_id>/rota/turns/<number:turn_id>/remove/", rota.remove, name="remove_turn"),
    path("people/export.csv", export.people, {"form": "csv"}, name="people_csv"),
    path("people/export.jsonl", export.people, {"form": "jsonl"}, name="people_jsonl"),
]
urlpatterns = [*doors.doors, path("", include(([*pages, *doors.pages, *accounts.pages], "identity")))]
