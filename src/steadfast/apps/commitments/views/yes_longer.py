"""Behind a signed link: a creditor is asked for the longer times of an amendment, and answers without signing in."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render

from steadfast.apps.commitments.forms.act import Act
from steadfast.apps.commitments.models import Proposal
from steadfast.apps.commitments.operations import amending
from steadfast.apps.commitments.queries.amending import asked as questions
from steadfast.apps.identity import queries as identity
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import moments
from steadfast.foundation.access import Request
from steadfast.foundation.actor import Actor


def show(request: Request, proposal: Proposal, *, now: datetime) -> HttpResponse:
    """Show the question, or take the answer in the name of the person who was asked."""
    if request.method != "POST":
        return _page(request, proposal, now)
    asked = proposal.asked
    if asked is None:
        return _page(request, proposal, now, status=404)
    form = Act(request.POST, act="answer", now=now, zone=asked.zone)
    if not form.is_valid():
        return _page(request, proposal, now, form, 422)
    if request.actor.signed_in and request.actor.person_id != asked.pk:
        form.add_error(
            None,
            say(
                "You are signed in as %(name)s. Only %(asked)s answers by this link.",
                name=request.actor.name,
                asked=asked.name,
            ),
        )
        return _page(request, proposal, now, form, 403)
    said, by = form.cleaned_data, Actor(asked.pk, asked.party_id, asked.name, frozenset(), zone=asked.zone)
    try:
        amending.answer_amendment(
            proposal.pk,
            yes=said["answer"] == "yes",
            by_id=asked.pk,
            words=said["words"],
            how="link",
            actor=by,
            now=now,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, questions.by_uid(proposal.uid) or proposal, now, form, 422)
    return redirect(request.path)


def _page(
    request: Request, proposal: Proposal, now: datetime, form: Act | None = None, status: int = 200
) -> HttpResponse:
    question = questions.question(proposal, now=now)
    zone = ZoneInfo(proposal.asked.zone if proposal.asked else request.actor.zone)
    context = {
        "proposal": proposal,
        "practice": identity.practice().party.name,
        "question": question,
        "rows": [
            {"what": one.what, "was": moments.in_full(one.old, zone), "becomes": moments.in_full(one.new, zone)}
            for one in question.rows
        ],
        "over": not proposal.answer and proposal.expires_at < now,
        "form": form,
        "now": now,
    }
    return render(request, "commitments/yes_longer.html", context, status=status)
