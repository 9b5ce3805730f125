"""What somebody does on the page of a commitment. Each act reads the form, calls one operation and leads back.

A form that is out of date comes back with what was typed (409); one with a mistake says what is wrong (422).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from steadfast.apps.commitments import operations
from steadfast.apps.commitments.forms.act import Act
from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.commitments.operations import Stale
from steadfast.apps.commitments.queries import proposals
from steadfast.apps.commitments.views.commitment import answers_for, asked_people, find, page
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import known, say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

Does = Callable[[Commitment, dict[str, Any], dict[str, Any]], str]
View = Callable[..., HttpResponse]


def act(name: str, permission: str = "register.promise") -> Callable[[Does], View]:
    """Make a view of an act: a function of the commitment, what was typed, and who does it and when."""

    def make(does: Does) -> View:
        @access(permission)
        @require_POST
        def view(request: Request, /, number: int) -> HttpResponse:
            now = clock.now()
            row = find(request, number)
            form = Act(request.POST, act=name, people=asked_people(row), now=now, zone=request.actor.zone)
            if not form.is_valid():
                return page(request, row, now=now, form=form, act=name, status=422)
            return _do(request, row, form, name, does, now)

        return view

    return make


def _do(request: Request, row: Commitment, form: Act, name: str, does: Does, now: datetime) -> HttpResponse:
    try:
        said = does(row, form.cleaned_data, {"actor": request.actor, "now": now})
    except (Refused, Stale) as refusal:
        stale = isinstance(refusal, Stale)
        if not stale:
            form.add_error(None, str(refusal))
        again = find(request, row.pk)
        return page(request, again, now=now, form=form, act=name, status=409 if stale else 422)
    messages.success(request, said)
    return redirect("commitments:show", row.pk)


@act("kept")
def keep(row: Commitment, typed: dict[str, Any], by: dict[str, Any]) -> str:
    seen = typed["version"]
    operations.keep(row.pk, words=typed["words"], done_at=typed["done_at"], seen=seen, **by)
    return say("%(row)s is noted as kept.", row=row)


def _end(ending: str, message: str, permission: str = "register.promise") -> View:
    @act(ending, permission)
    def close(row: Commitment, typed: dict[str, Any], by: dict[str, Any]) -> str:
        operations.end(row.pk, ending, words=typed["words"], seen=typed["version"], **by)
        return say(message, row=row)

    return close


release = _end("released", known("%(row)s is released; it leaves the count."))
withdraw = _end("withdrawn", known("%(row)s is withdrawn; it counts as broken."))
void = _end("void", known("%(row)s is void; it leaves every count and stays to be seen."), "register.void")


@act("propose")
def propose(row: Commitment, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.propose(
        row.pk,
        to_due=typed["to_due"],
        reason=typed["reason"],
        asked_id=typed["person"],
        seen=typed["version"],
        **by,
    )
    return say("Nothing changes until they say yes. Give them the link below; it is not sent by itself.")


@act("record")
def record(row: Commitment, typed: dict[str, Any], by: dict[str, Any]) -> str:
    said_by = by["actor"].person_id if row.direction == "theirs" else typed["person"] or row.creditor_person_id
    operations.record(
        row.pk,
        to_due=typed["to_due"],
        reason=typed["reason"],
        by_id=said_by,
        words=typed["words"],
        seen=typed["version"],
        **by,
    )
    return say("%(row)s has its new date.", row=row)


@act("back")
def take_back(row: Commitment, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.take_back(_open(row, by).pk, **by)
    return say("The question is taken back; its link no longer works.")


@act("answer", "register.answer")
def answer(row: Commitment, typed: dict[str, Any], by: dict[str, Any]) -> str:
    proposal, actor = _open(row, by), by["actor"]
    own = answers_for(row, actor.person_id, actor.client_id)
    operations.answer(
        proposal.pk,
        yes=typed["answer"] == "yes",
        by_id=actor.person_id if own else typed["person"] or proposal.asked_id,
        words=typed["words"],
        how="page" if own else "recorded",
        seen=typed["version"],
        **by,
    )
    moved = typed["answer"] == "yes"
    return say("%(row)s has its new date.", row=row) if moved else say("%(row)s keeps its date.", row=row)


def _open(row: Commitment, by: dict[str, Any]) -> Proposal:
    proposal = proposals.visible_to(by["actor"]).filter(commitment=row, answer="").first()
    if proposal is None:
        raise Refused(say("No other date is asked for."))
    return proposal
