"""Write request forms. What was asked by a form stays on its ticket as it was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from steadfast.apps.automation.models import ServiceForm
from steadfast.domain.automation import questions
from steadfast.domain.automation.questions import Question
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN
from steadfast.foundation.seen import refuse_stale

COLUMNS = ("name", "intro", "kind", "impact", "urgency", "category", "team_id", "checklist_id", "needs_approval")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A form as it shall be: the columns of its row, its questions, whose it is (nobody named: all clients')."""

    columns: dict[str, Any]
    questions: Sequence[Question]
    client_ids: Sequence[int] = ()
    offered: bool = True


@transaction.atomic
def keep(form_id: int | None, said: Kept, *, seen: str = "", actor: Actor, now: datetime) -> ServiceForm:
    """Write it, a new one without an id. Raise Stale when it is not the one that was `seen`."""
    row = ServiceForm()
    if form_id is not None:
        row = ServiceForm.objects.select_for_update(no_key=True).get(pk=form_id)
        refuse_stale(seen, present(row))
    if ServiceForm.objects.filter(name__iexact=said.columns["name"]).exclude(pk=form_id or 0).exists():
        raise Refused(say("Another form is called “%(name)s”.", name=said.columns["name"]))
    _refuse(said.questions)
    for name in COLUMNS:
        setattr(row, name, said.columns[name])
    row.fields = questions.written(said.questions)
    row.retired_at = None if said.offered else (row.retired_at or now)
    row.changed_at = now
    row.save()
    row.clients.set(said.client_ids)
    kind = "service_form.changed" if form_id else "service_form.made"
    told = events.NewEvent(PRACTICE_CHAIN, kind, now, None, {"form": row.pk, **present(row), "fields": row.fields})
    events.append(told, actor=actor, now=now)
    return row


def present(row: ServiceForm) -> dict[str, Any]:
    """Return what a form shows of it beside its questions."""
    shown = {name.removesuffix("_id"): getattr(row, name) for name in COLUMNS}
    clients = list(row.clients.order_by("pk").values_list("pk", flat=True))
    return {**shown, "checklist": row.checklist_id or "", "clients": clients, "offered": row.retired_at is None}


def _refuse(asked: Sequence[Question]) -> None:
    words = {
        "choices": say("a choice needs two answers to choose from"),
        "twice": say("it is asked twice"),
        "type": say("there is no such kind of answer"),
    }
    wrong = [say("“%(label)s”: %(why)s.", label=label, why=words[why]) for label, why in questions.faults(asked)]
    if not asked:
        raise Refused(say("Ask at least one question."))
    if wrong:
        raise Refused(" ".join(wrong))
