"""Addresses of identity. The names that start with "account_" are those by which allauth finds its own pages."""

from django.urls import include, path

from steadfast.apps.identity.views import absences, me, people, reading, rota, saved_views, set_up, sign_in, teams

pages = [
    path("set-up/<str:token>/", set_up.set_up, name="set_up"),
    path("welcome/<str:token>/", set_up.welcome, name="welcome"),
    path("me/", me.me, name="me"),
    path("me/reading/", reading.reading, name="reading"),
    path("me/density/", reading.density, name="density"),
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
]
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("me/password/", sign_in.password, name="account_change_password"),
    path("", include((pages, "identity"))),
]
