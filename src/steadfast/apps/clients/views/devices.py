"""Devices: all of them or a client's, a new one, one of them, and the list as a file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.clients import operations, queries
from steadfast.apps.clients.forms import DeviceForm
from steadfast.apps.clients.models import Client, Device
from steadfast.apps.clients.queries import present
from steadfast.apps.clients.views.finding import client_of
from steadfast.apps.identity.queries import saved_views
from steadfast.foundation import addresses, clock, pages, spreadsheet
from steadfast.foundation.access import Request, access
from steadfast.foundation.pages import Page
from steadfast.foundation.seen import Stale

ORDER = ("name", "subject_id")
LONGEST_SEARCH = 200
COLUMNS = (
    "number", "name", "client", "kind", "serial", "maker", "model", "system", "site", "user", "bought_on",
    "warranty_until", "retired_at", "source_key",
)  # fmt: skip


@access("devices.view")
@require_safe
def index(request: Request, party_id: int = 0) -> HttpResponse:
    """List the devices of one client, or of all."""
    client = client_of(request, party_id) if party_id else None
    first, views = ("", None) if client else saved_views.of_page(request.actor, "devices", request.GET)
    if first:
        return redirect(first)
    words, retired = _words(request), "retired" in request.GET
    rows = queries.devices_listed(request.actor, client=client, words=words, retired=retired)
    page = pages.page(rows, order=ORDER, after=request.GET.get("after") or request.GET.get("before"))
    context = {"client": client, "page": page, "words": words, "retired": retired, "views": views}
    return render(request, "clients/devices.html", context)


@access("devices.view")
@require_safe
def export(request: Request) -> HttpResponse:
    """Send devices as a file for a spreadsheet: all, or those of the client that the address names."""
    number = addresses.number_of(request.GET.get("client", ""))
    client = client_of(request, number) if number else None
    rows = queries.devices_listed(request.actor, client=client, words=_words(request), retired="retired" in request.GET)

    def after(cursor: str | None) -> Page[Device]:
        return pages.page(rows, order=ORDER, after=cursor, size=pages.LARGEST)

    return spreadsheet.answer(
        spreadsheet.lines(COLUMNS, after, _cells, form="csv", what="devices"), "devices", form="csv"
    )


@access("devices.view")
@require_safe
def show(request: Request, number: int) -> HttpResponse:
    """Show one device."""
    device = _device(request, number)
    return render(request, "clients/device.html", {"device": device})


@access("devices.change")
@require_http_methods(["GET", "POST"])
def new(request: Request, party_id: int) -> HttpResponse:
    """Add a device of a client."""
    client = client_of(request, party_id)
    form = DeviceForm(request.POST or None, client=client)
    if form.is_valid():
        try:
            made = operations.add_device(client, form.typed, actor=request.actor, now=clock.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            words = _("%(number)s %(name)s is a device of %(client)s.")
            messages.success(request, words % {"number": made.subject.label, "name": made.name, "client": client.name})
            return redirect("clients:devices", client.pk)
    return _page(request, client, form)


@access("devices.change")
@require_http_methods(["GET", "POST"])
def edit(request: Request, number: int) -> HttpResponse:
    """Change a device."""
    device = _device(request, number)
    form = DeviceForm(request.POST or None, client=device.client, present=present.device_of(device))
    if not form.is_valid():
        return _page(request, device.client, form, device)
    try:
        operations.change_device(device, form.typed, seen=form.seen_then, actor=request.actor, now=clock.now())
    except Stale as stale:
        form.come_back(stale)
        return _page(request, device.client, form, device, status=409)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, device.client, form, device)
    messages.success(request, _("%(number)s is kept as you wrote it.") % {"number": device.subject.label})
    return redirect("clients:device", number)


@access("devices.change")
@require_POST
def retire(request: Request, number: int) -> HttpResponse:
    """Take a device out of use."""
    device = _device(request, number)
    operations.retire_device(device, actor=request.actor, now=clock.now())
    messages.success(request, _("%(number)s is out of use.") % {"number": device.subject.label})
    return redirect("clients:device", number)


@access("devices.change")
@require_POST
def restore(request: Request, number: int) -> HttpResponse:
    """Take a device into use again."""
    device = _device(request, number)
    operations.restore_device(device, actor=request.actor, now=clock.now())
    messages.success(request, _("%(number)s is in use again.") % {"number": device.subject.label})
    return redirect("clients:device", number)


def _device(request: Request, number: int) -> Device:
    return get_object_or_404(queries.devices_visible_to(request.actor), subject__number=number, subject__kind="device")


def _words(request: Request) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]


def _page(
    request: Request, client: Client, form: DeviceForm, device: Device | None = None, status: int = 0
) -> HttpResponse:
    context = {"form": form, "client": client, "device": device}
    return render(request, "clients/device_form.html", context, status=status or (422 if form.is_bound else 200))


def _cells(device: Device) -> list[str]:
    days = (device.bought_on, device.warranty_until)
    return [
        device.subject.label,
        device.name,
        device.client.name,
        device.kind,
        device.serial,
        device.maker,
        device.model,
        device.system,
        device.site.name if device.site else "",
        device.user.name if device.user else "",
        *(day.isoformat() if day else "" for day in days),
        device.retired_at.isoformat(timespec="seconds") if device.retired_at else "",
        device.source_key,
    ]
