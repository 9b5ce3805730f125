"""Say yes or no to another date that we ask for. Without a yes the promise keeps the one it has."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from steadfast.apps.commitments import operations
from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.commitments.operations import Stale
from steadfast.apps.commitments.queries import proposals
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

ANSWERS = {"yes": True, "no": False}
LONGEST_WORDS = 300


@access("portal.use")
@require_POST
def answer(request: Request, commitment_id: int) -> HttpResponse:
    now = clock.now()
    question = _question(request, commitment_id)
    said, seen = ANSWERS.get(request.POST.get("answer", "")), request.POST.get("version", "")
    if said is None:
        messages.warning(request, say("Say yes or no."))
        return _back(question)
    try:
        operations.answer(
            question.pk,
            yes=said,
            by_id=request.actor.person_id,
            words=request.POST.get("words", "").replace("\0", "").strip()[:LONGEST_WORDS],
            how="page",
            seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else None,
            actor=request.actor,
            now=now,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Stale:
        messages.warning(request, say("This has changed meanwhile. Look at it, then answer."))
    else:
        kept = say("Thank you. The promise keeps its date.")
        messages.success(request, say("Thank you. The promise has its new date.") if said else kept)
    return _back(question)


def _question(request: Request, commitment_id: int) -> Proposal:
    """Return what we ask about a promise that the contact sees, or answer 404."""
    rows = proposals.visible_to(request.actor).filter(commitment=commitment_id, answer="")
    found = rows.select_related("commitment__subject").first()
    if found is None:
        raise Http404("No such question")
    return found


def _back(question: Proposal) -> HttpResponse:
    row: Commitment | None = question.commitment
    if row is not None and row.subject.kind == "ticket":
        return redirect("portal:ticket", row.subject.number)
    return redirect("portal:home")
