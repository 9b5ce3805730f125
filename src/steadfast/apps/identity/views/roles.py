"""Roles: a matrix of the five built-in ones, and those that the practice makes itself from the same permissions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.identity import operations
from steadfast.apps.identity.forms.roles import RoleForm
from steadfast.apps.identity.models import OwnRole
from steadfast.apps.identity.proof import recently_proved
from steadfast.apps.identity.queries import present, roles
from steadfast.apps.identity.views.sent import sent
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.seen import Stale

WRONG = (operations.NameTaken, operations.TooManyRoles, operations.BeyondYou)


@access("roles.manage")
@require_safe
def index(request: Request) -> HttpResponse:
    """List the practice's own roles, and show what all of them permit."""
    own = list(roles.own_roles())
    columns = [*roles.built_in(), *((role.name, role.granted) for role in own)]
    names = [name for name, _permits in columns]
    return render(request, "identity/roles.html", {"own": own, "names": names, "areas": roles.areas(columns)})


@access("roles.manage")
@require_http_methods(["GET", "POST"])
@recently_proved
def new(request: Request) -> HttpResponse:
    """Make a role."""
    form = RoleForm(sent(request), actor=request.actor)
    if form.is_valid():
        try:
            made = operations.make_role(**form.typed, actor=request.actor, now=clock.now())
            messages.success(request, _("Now give %(role)s to whom it is for, on their page.") % {"role": made.name})
            return redirect("identity:own_roles")
        except WRONG as error:
            form.add_error("name" if isinstance(error, operations.NameTaken) else "permissions", str(error))
    return _page(request, form, None)


@access("roles.manage")
@require_http_methods(["GET", "POST"])
@recently_proved
def change(request: Request, role_id: int) -> HttpResponse:
    """Rename a role or change what it permits."""
    role = get_object_or_404(roles.own_roles(), pk=role_id)
    form = RoleForm(sent(request), actor=request.actor, present=present.role_of(role))
    if form.is_valid():
        try:
            typed, seen = form.typed, form.seen_then
            operations.change_role(role, **typed, seen=seen, actor=request.actor, now=clock.now())
            messages.success(request, _("%(role)s is changed, at once for all who hold it.") % {"role": role.name})
            return redirect("identity:own_roles")
        except WRONG as error:
            form.add_error("name" if isinstance(error, operations.NameTaken) else "permissions", str(error))
        except Stale as stale:
            form.come_back(stale)
            return _page(request, form, role, status=409)
    return _page(request, form, role)


@access("roles.manage")
@require_POST
@recently_proved
def retire(request: Request, role_id: int) -> HttpResponse:
    """Take a role out of use."""
    role = get_object_or_404(roles.own_roles(), pk=role_id)
    try:
        taken = operations.retire_role(role, actor=request.actor, now=clock.now())
    except operations.BeyondYou as error:
        messages.error(request, str(error))
        return redirect("identity:role", role.pk)
    words = ngettext("%(role)s is retired; one person held it.", "%(role)s is retired; %(n)s people held it.", taken)
    messages.success(request, words % {"role": role.name, "n": taken})
    return redirect("identity:own_roles")


def _page(request: Request, form: RoleForm, role: Any, *, status: int = 0) -> HttpResponse:
    role = OwnRole.objects.filter(pk=role.pk).first() if role else None
    shown = {"form": form, "role": role, "holders": role.held.filter(person__left_at=None).count() if role else 0}
    return render(request, "identity/role.html", shown, status=status or (422 if form.is_bound else 200))
