"""The app "commitments": the register, and Today, the home of every member."""

from django.apps import AppConfig

from steadfast.domain.language import known
from steadfast.foundation import kinds, lists, rail


class CommitmentsConfig(AppConfig):
    name = "steadfast.apps.commitments"
    label = "commitments"

    def ready(self) -> None:
        from steadfast.apps.commitments import checks, queries
        from steadfast.apps.commitments.operations import leaving
        from steadfast.apps.commitments.queries import filters, offers, search
        from steadfast.apps.identity import auditing, holds

        rail.register(known("Today"), "commitments:today", "register.view", 10, queries.count_mine)
        rail.register(known("Register"), "commitments:register", "register.view", 15)
        lists.register(
            lists.List(
                "register", known("Register"), "commitments:register", "register.view", filters.NAMES, filters.refuses
            )
        )
        holds.register("offers", offers.hold_of)
        kinds.register("conversation", "TALK", "commitments:conversation")
        checks.register()
        search.register()
        auditing.shows("commitments:show", known("promise"), below="register/<number:number>/")
        auditing.shows(
            "commitments:amendment",
            known("amendment"),
            argument="amendment_id",
            below="amendments/<number:amendment_id>/",
        )
        leaving.register()
