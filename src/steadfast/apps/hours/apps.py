"""The app "hours": time that people worked, and who is on duty: the board, calendars to subscribe to, waking."""

from django.apps import AppConfig

from steadfast.domain.language import known


class HoursConfig(AppConfig):
    name = "steadfast.apps.hours"
    label = "hours"

    def ready(self) -> None:
        from steadfast.apps.commitments import nudges
        from steadfast.apps.desk import along, cards, spent
        from steadfast.apps.hours import card, checks, gateway, ways, with_a_reply
        from steadfast.apps.hours.queries import nudges as ours
        from steadfast.apps.identity import auditing
        from steadfast.foundation import rail

        rail.register(known("Time"), "hours:week", "hours.own", 55)
        rail.register(known("Board"), "hours:board", "board.view", 25)
        auditing.shows("hours:board", known("the board"), argument="")
        auditing.shows("hours:on_call", known("who is on call"), argument="")
        auditing.shows("hours:team", known("time of the team"), argument="")
        auditing.shows("hours:billable", known("what is billed"), argument="")
        auditing.shows("hours:wakes", known("who was woken"), argument="")
        nudges.register(ours.nudges)
        checks.register()
        along.register(card.along)
        cards.register(card.draw)
        ways.register(ways.GATEWAY, gateway.send)
        spent.book_with(with_a_reply.book)
