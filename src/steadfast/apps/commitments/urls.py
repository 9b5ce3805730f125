"""Addresses of the register."""

from django.urls import path

from steadfast.apps.commitments.views import (
    acts,
    amending,
    amendments,
    commitment,
    offers,
    promising,
    register,
    register_file,
    today,
    yes,
)

app_name = "commitments"
urlpatterns = [
    path("", today.show, name="today"),
    path("register/", register.index, name="register"),
    path("register/export.csv", register_file.csv, name="register_csv"),
    path("register/export.jsonl", register_file.json_lines, name="register_json"),
    path("register/<number:number>/", commitment.show, name="show"),
    path("register/<number:number>/kept/", acts.keep, name="keep"),
    path("register/<number:number>/released/", acts.release, name="release"),
    path("register/<number:number>/withdrawn/", acts.withdraw, name="withdraw"),
    path("register/<number:number>/void/", acts.void, name="void"),
    path("register/<number:number>/proposal/", acts.propose, name="propose"),
    path("register/<number:number>/proposal/back/", acts.take_back, name="take_back"),
    path("register/<number:number>/proposal/answer/", acts.answer, name="answer"),
    path("register/<number:number>/moved/", acts.record, name="record"),
    path("register/<number:number>/offer/", offers.offer, name="offer"),
    path("register/offers/<number:offer_id>/accept/", offers.accept, name="accept_offer"),
    path("register/offers/<number:offer_id>/decline/", offers.decline, name="decline_offer"),
    path("register/offers/<number:offer_id>/take-back/", offers.take_back, name="take_offer_back"),
    path("amendments/<number:amendment_id>/", amendments.show, name="amendment"),
    path("amendments/<number:amendment_id>/rows/", amendments.rows, name="amendment_rows"),
    path("amendments/<number:amendment_id>/apply/", amending.apply, name="amendment_apply"),
    path("amendments/<number:amendment_id>/again/", amending.again, name="amendment_again"),
    path("amendments/<number:amendment_id>/drop/", amending.drop, name="amendment_drop"),
    path("amendments/<number:amendment_id>/answers/<number:creditor_id>/", amending.answer, name="amendment_answer"),
    path("yes/<str:token>/", yes.show, name="yes"),
    path("promise/", promising.show, name="promise"),
    path("conversations/<number:number>/", promising.conversation, name="conversation"),
]
