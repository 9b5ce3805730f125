"""The app "calls": the phone: who called, what was said, a missed call as a promise to call back."""

from typing import Any

from django.apps import AppConfig

from steadfast.domain.language import known


class CallsConfig(AppConfig):
    name = "steadfast.apps.calls"
    label = "calls"

    def ready(self) -> None:
        from steadfast.apps.calls import card
        from steadfast.apps.calls import nudges as ours
        from steadfast.apps.commitments import nudges
        from steadfast.apps.desk import along, cards
        from steadfast.apps.identity import auditing, signals
        from steadfast.foundation import rail

        rail.register(known("Calls"), "calls:list", permission="calls.take", order=22)
        along.register(card.along)
        cards.register(card.draw)
        nudges.register(ours.nudges)
        auditing.shows("calls:list", known("calls"), argument="")
        signals.signed_in.connect(rings_at, dispatch_uid="calls.rings_at")


def rings_at(sender: object, request: Any, user: Any, **_: Any) -> None:
    """Remember in the session whether somebody's pages ask who rings at their telephone."""
    from steadfast.apps.calls import queries

    person = getattr(user, "person", None)
    if person is not None and queries.extension_of(person.pk):
        request.session["rings"] = True
