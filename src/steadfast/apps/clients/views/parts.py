"""A new contact and a new site of a client."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from steadfast.apps.clients import operations, queries
from steadfast.apps.clients.forms import ContactForm, SiteForm
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("clients.change")
@require_http_methods(["GET", "POST"])
def new_contact(request: Request, party_id: int) -> HttpResponse:
    return _added(request, party_id, ContactForm(request.POST or None), operations.add_contact, "contact")


@access("clients.change")
@require_http_methods(["GET", "POST"])
def new_site(request: Request, party_id: int) -> HttpResponse:
    return _added(request, party_id, SiteForm(request.POST or None), operations.add_site, "site")


def _added(request: Request, party_id: int, form: forms.Form, add: Callable[..., Any], noun: str) -> HttpResponse:
    client = get_object_or_404(queries.visible_to(request.actor), pk=party_id)
    if form.is_valid():
        try:
            made = add(client, **form.cleaned_data, actor=request.actor, now=clock.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{made.name} is a {noun} of {client.name}.")
            return redirect("clients:show", client.pk)
    context = {"form": form, "client": client, "noun": noun}
    return render(request, "clients/new_part.html", context, status=422 if form.is_bound else 200)
