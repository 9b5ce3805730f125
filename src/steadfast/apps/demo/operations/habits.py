"""What Harbor IT does the same way each time: a checklist, a form that asks for it, and a check of every month."""

from datetime import date, datetime, time

from steadfast.apps.agreements.models import Calendar
from steadfast.apps.automation.models import Checklist
from steadfast.apps.automation.operations import checklists, forms, recurring
from steadfast.apps.automation.operations.rules import keeping
from steadfast.apps.clients.models import Client
from steadfast.apps.demo.cast import cast
from steadfast.apps.identity.models import Team
from steadfast.domain.automation import rules
from steadfast.domain.automation.questions import Question
from steadfast.foundation.actor import Actor

STARTER = (
    "! Make the account\n! Mail on the phone of who starts\n"
    "Put the workstation in the list of devices\nCall after the first day"
)
RESTORE = "! Read one file of last night back\n! Compare it with the original\nNote how long it took"


def keep(*, actor: Actor, now: datetime) -> None:
    """Keep them all, the trial restore for the clients of the cast."""
    said = {"actor": actor, "now": now}
    starter = checklists.keep(None, checklists.Kept(name="New starter", lines=STARTER), **said)  # type: ignore[arg-type]
    restore = checklists.keep(None, checklists.Kept(name="Trial restore", lines=RESTORE), **said)  # type: ignore[arg-type]
    team = Team.objects.earliest("pk")
    ticket = {"kind": "request", "impact": 3, "urgency": 3, "team_id": team.pk}
    _form(starter, ticket, actor, now)
    columns = {
        **ticket,
        "title": "Trial restore of last night’s backup",
        "text": "Choose a file that matters to them.",
        "category": "backup",
        "checklist_id": restore.pk,
        "unit": "last working day",
        "every": 1,
        "weekdays": [],
        "monthday": 1,
        "at": time(9),
        "calendar_id": Calendar.objects.earliest("pk").pk,
        "holiday": "before",
        "begins": date(now.year, now.month, 1),
        "ends": None,
    }
    names = [client.name for client in cast().CLIENTS]
    served = list(Client.objects.filter(name__in=names).order_by("pk").values_list("pk", flat=True))
    recurring.keep(None, recurring.Kept(columns=columns, client_ids=served), **said)  # type: ignore[arg-type]


def write_rules(*, actor: Actor, now: datetime) -> None:
    """Two rules of who acts, each tried on the last month; one is on from now on."""
    owner = actor.person_id or 0
    kestrel = Client.objects.get(name=cast().KESTREL.name)
    down = rules.Rule(
        when="opened",
        asked=rules.Asked(words=("down", "nobody can", "cannot work")),
        done=rules.Done(impact=2, urgency=1, note="Call back first: ask who else is hindered."),
    )
    late = rules.Rule(
        when="heard",
        asked=rules.Asked(clients=(kestrel.pk,), hours="closed"),
        done=rules.Done(note="They wrote outside open hours. Whoever is on call reads it first."),
    )
    said = {"actor": actor, "now": now}
    for name, rule, on in (("Work stands still", down, True), ("Dentists at night", late, False)):
        row = keeping.keep(None, keeping.Kept(name=name, owner_id=owner, rule=rule), **said)  # type: ignore[arg-type]
        keeping.try_out(row.pk, **said)  # type: ignore[arg-type]
        keeping.switch(row.pk, on=on, **said)  # type: ignore[arg-type]


def _form(checklist: Checklist, ticket: dict[str, object], actor: Actor, now: datetime) -> None:
    asked = [
        Question("", "Who starts", required=True),
        Question("", "First day", "date", required=True),
        Question("", "Workplace", "choice", choices=("their own", "a shared one", "at home")),
        Question("", "Same rights as", "person", help="Whose folders and programs they shall have."),
        Question("", "Anything else", "long text"),
    ]
    words = {"name": "New starter", "intro": "Tell us a week before, and all is ready on the first day."}
    columns = {**ticket, **words, "category": "accounts", "checklist_id": checklist.pk, "needs_approval": True}
    forms.keep(None, forms.Kept(columns=columns, questions=asked), actor=actor, now=now)
