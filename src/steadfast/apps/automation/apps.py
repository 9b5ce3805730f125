"""The app "automation": checklists, tickets that come again, forms to ask by, rules."""

from django.apps import AppConfig

from steadfast.domain.language import known


class AutomationConfig(AppConfig):
    name = "steadfast.apps.automation"
    label = "automation"

    def ready(self) -> None:
        from steadfast.apps.automation import card, ways
        from steadfast.apps.automation.queries import checklists
        from steadfast.apps.automation.queries.rules import kept, log
        from steadfast.apps.desk import along, cards, facts, unready, ways_to_open
        from steadfast.apps.identity import beside, holds
        from steadfast.foundation import rail

        rail.register(known("Automation"), "automation:index", "automation.view", 62)
        along.register(checklists.along)
        cards.register(card.draw)
        facts.register(checklists.FACTS, checklists.told)
        facts.register(log.FACTS, log.told)
        holds.register("rules", kept.held_by)
        beside.register("automation:index", kept.stopped)
        unready.register(checklists.holding)
        ways_to_open.register(ways.to_open)
        ways_to_open.register_named(ways.named)
