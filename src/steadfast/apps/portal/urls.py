"""Addresses of the portal, where a client's contact is at home."""

from django.urls import path

from steadfast.apps.portal.views import acts, agreements, dates, home, requests, ticket, tickets

app_name = "portal"
urlpatterns = [
    path("portal/", home.show, name="home"),
    path("portal/tickets/", tickets.index, name="tickets"),
    path("portal/tickets/new/", requests.new, name="new"),
    path("portal/tickets/<number:number>/", ticket.show, name="ticket"),
    path("portal/tickets/<number:number>/answers/", acts.answer, name="answer"),
    path("portal/tickets/<number:number>/dates/", acts.promise, name="promise"),
    path("portal/tickets/<number:number>/confirmation/", acts.confirm, name="confirm"),
    path("portal/tickets/<number:number>/reopening/", acts.reopen, name="reopen"),
    path("portal/dates/<number:commitment_id>/", dates.answer, name="date"),
    path("portal/agreements/", agreements.index, name="agreements"),
]
