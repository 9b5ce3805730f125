"""Addresses of the portal, where a client's contact is at home."""

from django.urls import path

from steadfast.apps.portal.views import (
    acts,
    agreements,
    by_form,
    dates,
    home,
    inviting,
    numbers,
    requests,
    ticket,
    tickets,
    ways_in,
)

app_name = "portal"
urlpatterns = [
    path("portal/", home.show, name="home"),
    path("portal/tickets/", tickets.index, name="tickets"),
    path("portal/tickets/new/", requests.new, name="new"),
    path("portal/tickets/forms/<number:form_id>/", by_form.ask, name="by_form"),
    path("portal/tickets/<number:number>/", ticket.show, name="ticket"),
    path("portal/tickets/<number:number>/answers/", acts.answer, name="answer"),
    path("portal/tickets/<number:number>/dates/", acts.promise, name="promise"),
    path("portal/tickets/<number:number>/confirmation/", acts.confirm, name="confirm"),
    path("portal/tickets/<number:number>/reopening/", acts.reopen, name="reopen"),
    path("portal/dates/<number:commitment_id>/", dates.answer, name="date"),
    path("portal/sign-in/", ways_in.ask, name="ask"),
    path("portal/enter/<str:token>/", ways_in.enter, name="enter"),
    path("clients/<number:party_id>/contacts/<number:person_id>/portal/", inviting.show, name="invite"),
    path("clients/<number:party_id>/contacts/<number:person_id>/portal/close/", inviting.close, name="close"),
    path("numbers/", numbers.show, name="numbers"),
    path("settings/numbers/", numbers.settle, name="settle_numbers"),
    path("portal/agreements/", agreements.index, name="agreements"),
]
