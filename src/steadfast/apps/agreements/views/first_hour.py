"""Two steps of the first hour: the office hours with the holidays of the country, and the first client."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from steadfast.apps.agreements import countries, operations, queries
from steadfast.apps.agreements.forms.first_hour import FirstClientForm, OfficeHoursForm
from steadfast.apps.agreements.starters import WEEKLY
from steadfast.apps.identity import operations as identity_operations
from steadfast.apps.identity import queries as identity
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

MANAGE = "agreements.manage"


@access(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: Request) -> HttpResponse:
    """Set the office hours and take over holidays. Nothing was promised on them yet, so nothing is to be previewed."""
    now = clock.now()
    calendar = queries.everybodys_calendar()
    version = queries.current_version(calendar) if calendar else None
    if calendar and version and version.no > 1:  # they were set: from here on an edit is previewed
        return redirect("agreements:edit_calendar", calendar.subject.number)
    body = version.body if version else {"timezone": identity.practice().zone, "weekly": WEEKLY}
    zone = str(body["timezone"])
    said = request.POST or None
    country = request.GET.get("country", countries.of_zone(zone))
    form = OfficeHoursForm(
        said,
        base=body,
        today=now.astimezone(ZoneInfo(zone)).date(),
        country=country,
        part=request.GET.get("part", ""),
    )
    if request.method == "POST" and request.POST.get("act") != "suggest" and form.is_valid():
        return _keep(request, form)
    asks = request.method != "POST" or request.POST.get("act") == "suggest"
    shown = {"form": form, "zone": zone}
    return render(request, "agreements/first_hours.html", shown, status=200 if asks else 422)


def _keep(request: Request, form: OfficeHoursForm) -> HttpResponse:
    data = form.cleaned_data
    said, now = {"origins": data["origins"]}, clock.now()
    made = operations.settle_hours(data["body"], **said, actor=request.actor, now=now)
    if made.no == 1:  # kept as they are
        identity_operations.leave_step("hours", actor=request.actor, now=now)
    days = len(made.body.get("holidays", ()))
    words = ngettext("The hours are set, with %(days)s holiday.", "The hours are set, with %(days)s holidays.", days)
    messages.success(request, words % {"days": days})
    return redirect("identity:first_hour")


@access(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def client(request: Request) -> HttpResponse:
    """Take on a client with a contact and an agreement."""
    everybodys = queries.everybodys()
    form = FirstClientForm(
        request.POST or None,
        zone=identity.practice().zone,
        body=everybodys.versions.latest("no").body if everybodys else {},
        everybodys=_("%(name)s, which holds for everybody") % {"name": everybodys.name} if everybodys else "",
    )
    if form.is_valid():
        try:
            made = operations.take_on(operations.FirstClient(**form.cleaned_data), actor=request.actor, now=clock.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(client)s is a client.") % {"client": made.name})
            return redirect("identity:first_hour")
    return render(request, "agreements/first_client.html", {"form": form}, status=422 if form.is_bound else 200)
