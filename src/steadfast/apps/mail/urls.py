"""Addresses of mail: /mail/…"""

from django.urls import path

from steadfast.apps.mail.views import boxes, consent, sent, triage

app_name = "mail"
urlpatterns = [
    path("mail/boxes/", boxes.index, name="boxes"),
    path("mail/boxes/new/", boxes.new, name="new_box"),
    path("mail/boxes/<number:box_id>/", boxes.show, name="box"),
    path("mail/boxes/<number:box_id>/edit/", boxes.edit, name="edit_box"),
    path("mail/boxes/<number:box_id>/try/", boxes.attempt, name="try_box"),
    path("mail/boxes/<number:box_id>/pause/", boxes.pause, name="pause_box"),
    path("mail/boxes/<number:box_id>/sign-in/", consent.begin, name="sign_in_box"),
    path("mail/sign-in/", consent.back, name="signed_in_box"),
    path("mail/triage/", triage.index, name="triage"),
    path("mail/triage/<number:mail_id>/", triage.show, name="triaged"),
    path("mail/triage/<number:mail_id>/ticket/", triage.open_ticket, name="triage_open"),
    path("mail/triage/<number:mail_id>/add/", triage.add, name="triage_add"),
    path("mail/triage/<number:mail_id>/not-for-us/", triage.dismiss, name="triage_dismiss"),
    path("mail/triage/<number:mail_id>/again/", triage.again, name="triage_again"),
    path("mail/came/<number:mail_id>/original.eml", triage.original, name="original"),
    path("mail/sent/", sent.index, name="sent"),
    path("mail/sent/<number:sent_id>/again/", sent.again, name="send_again"),
]
