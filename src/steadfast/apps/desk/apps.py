"""The app "desk": tickets, and the page of a client, where both sides' promises meet."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "steadfast.apps.desk"
    label = "desk"

    def ready(self) -> None:
        from steadfast.apps.clients import front
        from steadfast.apps.commitments import holders, holders_of_many, nudges
        from steadfast.apps.desk import checks
        from steadfast.apps.desk.operations import carrying, lending  # noqa: F401 - they register who holds a ticket
        from steadfast.apps.desk.operations.following import hold_many
        from steadfast.apps.desk.queries import holding
        from steadfast.apps.desk.queries import nudges as ours
        from steadfast.apps.desk.views import client
        from steadfast.apps.identity import holds
        from steadfast.foundation import rail, subjects

        subjects.register_kind("ticket", "T", "desk:ticket")
        rail.register("Tickets", "desk:tickets", permission="tickets.list", order=20)
        holders.register("ticket", lending.lend, lending.sees)
        front.show_with(client.show)
        holds.register("tickets", holding.tickets_of)
        holders_of_many.register("tickets", hold_many)
        nudges.register(ours.nudges)
        checks.register()
