"""One's passkeys: made on this device, renamed, taken away."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.identity import devices, operations, proof, queries
from steadfast.apps.identity.forms.factors import PasskeyForm, PasskeyNameForm
from steadfast.apps.identity.views import factors, passkey_options
from steadfast.apps.identity.views.sent import sent
from steadfast.foundation import clock
from steadfast.foundation.access import SIGNED_IN, Request, access


@access(SIGNED_IN)
@never_cache
@require_http_methods(["GET", "POST"])
@proof.recently_proved
def new_passkey(request: Request) -> HttpResponse:
    """Make a passkey on this device."""
    user = queries.user_of(request)
    form = PasskeyForm(sent(request), user=user, initial={"name": passkey_name(request)})
    if form.is_valid():
        name, credential = form.cleaned_data["name"] or passkey_name(request), form.cleaned_data["credential"]
        try:
            codes = operations.add_passkey(user, name, credential, actor=request.actor, now=clock.now())
        except operations.TooMany as error:
            form.add_error(None, str(error))
        else:
            return factors.changed(request, user, _("You can sign in by this passkey."), codes)
    shown = {"form": form, "options": passkey_options.to_create(user)}
    return render(request, "identity/new_passkey.html", shown, status=422 if form.is_bound else 200)


@access(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def passkey(request: Request, passkey_id: int) -> HttpResponse:
    """Show one passkey and give it another name."""
    user = queries.user_of(request)
    found = next((one for one in queries.ways_of(user).passkeys if one.id == passkey_id), None)
    if found is None:
        raise Http404
    form = PasskeyNameForm(sent(request), initial={"name": found.name})
    if form.is_valid():
        operations.rename_passkey(user, passkey_id, form.cleaned_data["name"])
        return redirect("identity:security")
    shown = {"form": form, "passkey": found}
    return render(request, "identity/passkey.html", shown, status=422 if form.is_bound else 200)


@access(SIGNED_IN)
@require_POST
@proof.recently_proved
def remove_passkey(request: Request, passkey_id: int) -> HttpResponse:
    """Take a passkey away."""
    remove = partial(operations.remove_passkey, passkey_id=passkey_id)
    return factors.taken_out(request, remove, _("This passkey opens nothing here any more."))


def passkey_name(request: Request) -> str:
    """Return what a passkey made in this browser is called unless its person says otherwise."""
    return devices.system(request.headers.get("User-Agent", "")) or _("Passkey")
