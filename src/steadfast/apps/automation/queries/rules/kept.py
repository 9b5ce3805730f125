"""Rules as rows: all of them in their order, their words, and their numbers of the last 30 days."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Count, Model, OuterRef, QuerySet
from django.urls import reverse

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.automation.models import Checklist, Rule, RuleRun
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.holds import Hold
from steadfast.apps.identity.models import Person, Team
from steadfast.domain.automation import rules
from steadfast.domain.automation.rules import words
from steadfast.domain.language import say_n

MOST = 100
LATELY = timedelta(days=30)


def all_of_them() -> QuerySet[Rule]:
    """Return the rules in the order in which they run."""
    return Rule.objects.filter(removed_at=None).select_related("owner", "halted_on__subject").order_by("place", "pk")


def timed() -> list[int]:
    """Return the rules that wait for a time and are on, in their order."""
    rows = Rule.objects.filter(when__in=rules.TIMED, on_at__isnull=False).order_by("place", "pk")
    return list(rows.values_list("pk", flat=True))


def held_by(person_id: int) -> Hold | None:
    """Return what keeps a member from leaving: the rules that they answer for."""
    n = Rule.objects.filter(owner_id=person_id, removed_at=None).count()
    return Hold(say_n("%(n)s rule", "%(n)s rules", n), reverse("automation:rules")) if n else None


def stopped() -> QuerySet[Rule]:
    """Return the reader's rules that stopped by themselves: the badge on the rail."""
    return Rule.objects.filter(owner=OuterRef("person"), halted_at__isnull=False, removed_at=None)


def told(bodies: Mapping[int, Mapping[str, object]]) -> dict[int, words.Told]:
    """Return rules in words by a key of the caller's; one that cannot be read any more is left out."""
    read: dict[int, rules.Rule] = {}
    for key, body in bodies.items():
        try:
            read[key] = rules.read(body)
        except rules.NotARule:
            continue
    names = _names(read.values())
    return {key: words.told(rule, names) for key, rule in read.items()}


def numbers(now: datetime) -> dict[int, dict[str, int]]:
    """Return how often each rule ran within the last 30 days, by outcome."""
    ran = RuleRun.objects.filter(at__gt=now - LATELY).exclude(outcome="passed")
    rows = ran.values_list("rule", "outcome").annotate(n=Count("pk"))
    found: dict[int, dict[str, int]] = {}
    for rule, outcome, n in rows.order_by():
        found.setdefault(rule, {})[outcome] = n
    return found


def _names(read: Iterable[rules.Rule]) -> words.Names:
    """Return the names that rules mention, asking only for the kinds that are mentioned."""
    keys: dict[str, set[int]] = {kind: set() for kind in NAMED}
    for rule in read:
        keys["clients"] |= {*rule.asked.clients}
        keys["agreements"] |= {*rule.asked.agreements}
        keys["teams"] |= {*rule.asked.teams, rule.done.team or 0} - {0}
        keys["people"] |= {rule.done.person or 0} - {0}
        keys["checklists"] |= {rule.done.checklist or 0} - {0}
    return {kind: _named(model, keys[kind]) for kind, model in NAMED.items()}


def _named(model: type[Model], keys: set[int]) -> dict[int, str]:
    return dict(model._default_manager.filter(pk__in=keys).values_list("pk", "name")) if keys else {}


NAMED: Mapping[str, type[Model]] = {
    "clients": Client,
    "agreements": Agreement,
    "teams": Team,
    "people": Person,
    "checklists": Checklist,
}
