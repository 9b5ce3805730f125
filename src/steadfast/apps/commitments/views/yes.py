"""The page behind a signed link: a creditor is asked for another date, and answers without signing in.

Opening it changes nothing, so that no preview of a mail program answers. It tells of this one promise and nothing else.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from steadfast.apps.commitments import links, operations
from steadfast.apps.commitments.forms.act import Act
from steadfast.apps.commitments.models import Proposal
from steadfast.apps.commitments.queries import proposals
from steadfast.apps.commitments.queries.amending import asked as longer_times
from steadfast.apps.commitments.views import yes_longer
from steadfast.apps.identity import queries as identity
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.sentence import sentence
from steadfast.domain.language import say
from steadfast.foundation import clock, moments
from steadfast.foundation.access import PUBLIC, Request, access
from steadfast.foundation.actor import Actor


@access(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, token: str) -> HttpResponse:
    """Show the question, or take the answer."""
    uid = links.uid_of(token)
    proposal = proposals.by_uid(uid) if uid is not None else None
    longer = longer_times.by_uid(uid) if uid is not None and proposal is None else None
    now = clock.now()
    if longer is not None:
        answer = yes_longer.show(request, longer, now=now)
    elif proposal is None:
        raise Http404("No such link")
    else:
        answer = _take(request, proposal, now) if request.method == "POST" else _page(request, proposal, now)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _take(request: Request, proposal: Proposal, now: datetime) -> HttpResponse:
    """Answer in the name of the person who was asked; whoever is signed in as somebody else may only read."""
    asked = proposal.asked
    assert asked is not None
    form = Act(request.POST, act="answer", now=now, zone=asked.zone)
    if not form.is_valid():
        return _page(request, proposal, now, form)
    if request.actor.signed_in and request.actor.person_id != asked.pk:
        form.add_error(
            None,
            say(
                "You are signed in as %(name)s. Only %(asked)s answers by this link.",
                name=request.actor.name,
                asked=asked.name,
            ),
        )
        return _page(request, proposal, now, form, status=403)
    typed, by = form.cleaned_data, Actor(asked.pk, asked.party_id, asked.name, frozenset(), zone=asked.zone)
    try:
        yes = typed["answer"] == "yes"
        operations.answer(proposal.pk, yes=yes, by_id=asked.pk, words=typed["words"], how="link", actor=by, now=now)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, proposals.by_uid(proposal.uid) or proposal, now, form)
    return redirect(request.path)


def _page(
    request: Request, proposal: Proposal, now: datetime, form: Act | None = None, status: int = 200
) -> HttpResponse:
    row = proposal.commitment
    assert row is not None and proposal.to_due is not None and proposal.asked is not None
    zone = ZoneInfo(row.client.zone if row.client else proposal.asked.zone)
    client = row.client.name if row.client else ""
    context = {
        "proposal": proposal,
        "practice": identity.practice().party.name,
        "title": sentence(row.kind, row.what, client, row.subject.title),
        "was": moments.in_full(row.due_at if not proposal.answer else proposal.expires_at, zone),
        "becomes": moments.in_full(proposal.to_due, zone),
        "until": moments.in_full(proposal.expires_at, zone),
        "over": not proposal.answer and (now > min(proposal.expires_at, row.due_at) or row.closed_at is not None),
        "closed": row.closed_as,
        "form": form,
    }
    if form is not None and status == 200:
        status = 422
    return render(request, "commitments/yes.html", context, status=status)
