"""Addresses of the desk. What somebody does on a ticket is a resource below it."""

from django.urls import path

from steadfast.apps.desk.views import acts, answers, bulk, export, handing, opening, presence, ticket, tickets

app_name = "desk"
urlpatterns = [
    path("tickets/", tickets.index, name="tickets"),
    path("tickets/export.csv", export.show, name="export"),
    path("tickets/bulk/", bulk.index, name="bulk"),
    path("tickets/bulk/<number:number>/", bulk.show, name="bulk_run"),
    path("tickets/bulk/<number:number>/apply/", bulk.apply, name="bulk_apply"),
    path("tickets/bulk/<number:number>/undo/", bulk.undo, name="bulk_undo"),
    path("tickets/new/", opening.new, name="new"),
    path("tickets/<number:number>/", ticket.show, name="ticket"),
    path("tickets/<number:number>/presence/", presence.here, name="presence"),
    path("tickets/<number:number>/replies/", acts.reply, name="reply"),
    path("tickets/<number:number>/notes/", acts.note, name="note"),
    path("tickets/<number:number>/heard/", acts.hear, name="hear"),
    path("tickets/<number:number>/wait/", acts.wait, name="wait"),
    path("tickets/<number:number>/wait/end/", acts.end_wait, name="end_wait"),
    path("tickets/<number:number>/wait/again/", acts.ask_again, name="ask_again"),
    path("tickets/<number:number>/wait/supplier/", acts.supplier_promised, name="supplier_promised"),
    path("tickets/<number:number>/wait/answer/", answers.say_yes, name="answer"),
    path("tickets/<number:number>/wait/yes/", acts.say_yes, name="say_yes"),
    path("tickets/<number:number>/promises/", acts.promise, name="promise"),
    path("tickets/<number:number>/promises/<number:commitment_id>/kept/", acts.keep, name="keep"),
    path("tickets/<number:number>/priority/", acts.reprioritize, name="priority"),
    path("tickets/<number:number>/owner/", acts.take, name="take"),
    path("tickets/<number:number>/offers/", handing.offer, name="offer"),
    path("tickets/<number:number>/offers/<number:offer_id>/accept/", handing.accept, name="accept"),
    path("tickets/<number:number>/offers/<number:offer_id>/decline/", handing.decline, name="decline"),
    path("tickets/<number:number>/offers/<number:offer_id>/take-back/", handing.take_back, name="take_back"),
    path("tickets/<number:number>/resolution/", acts.resolve, name="resolve"),
    path("tickets/<number:number>/confirmation/", acts.confirm, name="confirm"),
    path("tickets/<number:number>/closing/", acts.close, name="close"),
    path("tickets/<number:number>/reopening/", acts.reopen, name="reopen"),
]
