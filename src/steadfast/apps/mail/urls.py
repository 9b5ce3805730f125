"""Addresses of mail: /mail/…"""

from django.urls import path

from steadfast.apps.mail.views import boxes, consent, sent

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
    path("mail/sent/", sent.index, name="sent"),
    path("mail/sent/<number:sent_id>/again/", sent.again, name="send_again"),
]
