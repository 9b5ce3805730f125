"""The mail that left, waits or did not arrive; and sending it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from steadfast.apps.mail import operations
from steadfast.apps.mail.models.sent import STATES
from steadfast.apps.mail.queries import sent as queries
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access


@access("mail.sent")
@require_safe
def index(request: Request) -> HttpResponse:
    """List the mail, newest first; `state` narrows it."""
    state = request.GET.get("state", "")
    rows = queries.sent_visible_to(request.actor).select_related("box", "ticket__subject")
    rows = rows.filter(state=state) if state in STATES else rows
    page = pages.page(rows, order=("-pk",), after=request.GET.get("after"), size=50)
    context = {
        "page": page,
        "now": clock.now(),
        "state": state,
        "states": STATES,
        "manages": request.actor.may("mail.manage"),
    }
    return render(request, "mail/sent.html", context)


@access("mail.sent")
@require_POST
def again(request: Request, sent_id: int) -> HttpResponse:
    """Send once more what failed or came back."""
    row = get_object_or_404(queries.sent_visible_to(request.actor).select_related("ticket__subject"), pk=sent_id)
    if operations.send_again(row.pk, actor=request.actor, now=clock.now()):
        messages.success(request, _("It is on its way again."))
    else:
        messages.warning(request, _("This one cannot be sent again."))
    if row.ticket is None:
        return redirect("mail:sent")
    return redirect("desk:ticket", row.ticket.subject.number)
