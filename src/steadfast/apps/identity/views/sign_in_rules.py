"""How people sign in to this practice, for its owner: second factor, passwords, providers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.forms.sign_in_rules import ProviderForm, RulesForm
from steadfast.apps.identity.models import SignInProvider
from steadfast.apps.identity.oidc import Provider
from steadfast.apps.identity.proof import recently_proved
from steadfast.apps.identity.views.sent import sent
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("sign_in.manage")
@require_http_methods(["GET", "POST"])
@recently_proved
def index(request: Request) -> HttpResponse:
    """Show and change the rules, and list the providers."""
    rules, providers = queries.rules(), queries.providers()
    initial = {"second_factor": rules.second_factor, "passwords": rules.passwords}
    form = RulesForm(sent(request), initial=initial)
    if form.is_valid():
        said = {**form.cleaned_data, "provided": bool(providers)}
        try:
            operations.set_rules(**said, actor=request.actor, now=clock.now())
        except operations.NoOtherWay as error:
            form.add_error("passwords", str(error))
        else:
            messages.success(request, _("These rules hold from the next sign-in."))
            return redirect("identity:sign_in_rules")
    rows = SignInProvider.objects.order_by("name", "id")
    known = {one.key for one in providers}
    shown = {
        "form": form,
        "rows": [(row, str(row.pk) in known) for row in rows],
        "environment": _environment(providers),
    }
    return render(request, "identity/sign_in_rules.html", shown, status=422 if form.is_bound else 200)


@access("sign_in.manage")
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "POST"])
@recently_proved
def provider(request: Request, provider_id: int = 0) -> HttpResponse:
    """Set a provider up, or change one; its client secret is never shown."""
    row = get_object_or_404(SignInProvider, pk=provider_id) if provider_id else None
    form = ProviderForm(sent(request), kept=row.issuer if row else "", initial=_initial(row))
    if form.is_valid():
        try:
            kept = operations.keep_provider(row, **form.cleaned_data, actor=request.actor, now=clock.now())
        except operations.IssuerTaken as error:
            form.add_error("issuer", str(error))
        else:
            words = _("%(name)s is kept. Sign out and try it before you switch passwords off.")
            messages.success(request, words % {"name": kept.name})
            return redirect("identity:provider", kept.pk)
    back = request.build_absolute_uri(reverse("identity:provider_back", args=[row.pk])) if row else ""
    shown = {"form": form, "row": row, "back": back}
    return render(request, "identity/provider.html", shown, status=422 if form.is_bound else 200)


@access("sign_in.manage")
@require_POST
@recently_proved
def remove(request: Request, provider_id: int) -> HttpResponse:
    """Take a provider away."""
    row = get_object_or_404(SignInProvider, pk=provider_id)
    others = [one for one in queries.providers() if one.key != str(row.pk)]
    operations.remove_provider(row, provided=bool(others), actor=request.actor, now=clock.now())
    messages.success(request, _("Nobody signs in by %(name)s any more.") % {"name": row.name})
    return redirect("identity:sign_in_rules")


def _initial(row: SignInProvider | None) -> dict[str, object]:
    if row is None:
        return {}
    return {"name": row.name, "issuer": row.issuer, "client_id": row.client_id, "domains": ", ".join(row.domains)}


def _environment(providers: list[Provider]) -> Provider | None:
    return next((one for one in providers if one.key == "environment"), None)
