"""The app "desk": tickets, and the page of a client, where both sides' promises meet."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from steadfast.domain.language import known


class DeskConfig(AppConfig):
    name = "steadfast.apps.desk"
    label = "desk"

    def ready(self) -> None:
        from steadfast.apps.clients import front
        from steadfast.apps.commitments import holders, nudges
        from steadfast.apps.desk import checks, steps
        from steadfast.apps.desk.importing import kind as tickets_kind
        from steadfast.apps.desk.importing import messages
        from steadfast.apps.desk.operations import carrying, following, lending
        from steadfast.apps.desk.queries import duty, feeds, filters, holding, search
        from steadfast.apps.desk.queries import nudges as ours
        from steadfast.apps.desk.views import client
        from steadfast.apps.identity import auditing, holds
        from steadfast.apps.imports import leading
        from steadfast.foundation import lists, rail, subjects

        subjects.register_kind("ticket", "T", "desk:ticket")
        lists.register(
            lists.List("tickets", _("Tickets"), "desk:tickets", "tickets.list", filters.NAMES, filters.refuses)
        )
        rail.register("Tickets", "desk:tickets", permission="tickets.list", order=20)
        ticket = holders.Holder(
            hold=lending.lend,
            hold_many=following.hold_many,
            carry=carrying.carry,
            owned_by=duty.open_owned_by,
            sees=lending.sees,
        )
        holders.register("ticket", ticket)
        front.show_with(client.show)
        holds.register("tickets", holding.tickets_of)
        nudges.register(ours.nudges)
        nudges.register(feeds.nudges)
        leading.register(feeds.taken_over)
        checks.register()
        search.register()
        steps.register()
        tickets_kind.register()
        messages.register()
        auditing.shows("desk:ticket", known("ticket"), below="tickets/<number:number>/", but="desk:presence")
