"""Addresses of the desk. What somebody does on a ticket is a resource below it."""

from django.urls import path

from steadfast.apps.desk.views import acts, export, opening, ticket, tickets

app_name = "desk"
urlpatterns = [
    path("tickets/", tickets.index, name="tickets"),
    path("tickets/export.csv", export.show, name="export"),
    path("tickets/new/", opening.new, name="new"),
    path("tickets/<int:number>/", ticket.show, name="ticket"),
    path("tickets/<int:number>/replies/", acts.reply, name="reply"),
    path("tickets/<int:number>/notes/", acts.note, name="note"),
    path("tickets/<int:number>/heard/", acts.hear, name="hear"),
    path("tickets/<int:number>/wait/", acts.wait, name="wait"),
    path("tickets/<int:number>/wait/end/", acts.end_wait, name="end_wait"),
    path("tickets/<int:number>/wait/yes/", acts.say_yes, name="say_yes"),
    path("tickets/<int:number>/promises/", acts.promise, name="promise"),
    path("tickets/<int:number>/promises/<int:commitment_id>/kept/", acts.keep, name="keep"),
    path("tickets/<int:number>/owner/", acts.take, name="take"),
    path("tickets/<int:number>/resolution/", acts.resolve, name="resolve"),
    path("tickets/<int:number>/confirmation/", acts.confirm, name="confirm"),
    path("tickets/<int:number>/closing/", acts.close, name="close"),
    path("tickets/<int:number>/reopening/", acts.reopen, name="reopen"),
]
