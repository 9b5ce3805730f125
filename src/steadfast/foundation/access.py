"""Who may call which view. Every view declares its permission; an app lists in its access.py which roles hold it.

Out of sight is 404 and belongs to queries (`visible_to(actor)`); in sight but not permitted is the 403 of here.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, wraps
from importlib import import_module
from types import ModuleType
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from steadfast.foundation.actor import ANONYMOUS, Actor

PUBLIC = "public"  # anybody, signed in or not
SIGNED_IN = "signed in"  # anybody who signed in

P = ParamSpec("P")


class Request(HttpRequest):
    """A request as our middleware leaves it; views annotate their first argument with it."""

    actor: Actor
    htmx: HtmxDetails
    counted: Mapping[str, int]  # what a page has counted already, by url name of its place on the rail


def access(
    permission: str,
) -> Callable[[Callable[Concatenate[Request, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Guard a view by a permission, PUBLIC or SIGNED_IN, and note it as `view.access` for the test that walks them."""

    def guard(
        view: Callable[Concatenate[Request, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            actor: Actor = getattr(request, "actor", ANONYMOUS)
            if permission != PUBLIC and not actor.signed_in:
                return sign_in_first(request)
            if permission not in {PUBLIC, SIGNED_IN} and not actor.may(permission):
                # for the log: it names nobody, as a name may hold a line of its own
                raise PermissionDenied(f"Person {actor.person_id} lacks “{permission}”.")
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # a Request by our middleware

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Send an anonymous reader to the sign-in page and back; htmx must load it as a page, not swap it in."""
    url = resolve_url(settings.LOGIN_URL)
    if request.method in {"GET", "HEAD"}:
        url = f"{url}?{urlencode({'next': request.get_full_path()})}"
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else HttpResponseRedirect(url)


@cache
def grants() -> Mapping[str, frozenset[str]]:
    """Return every permission with the roles that hold it, from GRANTS in the access.py of each of our apps."""
    found: dict[str, frozenset[str]] = {}
    for module in _declaring():
        for permission, roles in getattr(module, "GRANTS", {}).items():
            found[permission] = found.get(permission, frozenset()) | roles
    return found


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    held = frozenset(roles)
    return frozenset(permission for permission, granted in grants().items() if granted & held)


@cache
def words() -> Mapping[str, tuple[str | Promise, str | Promise]]:
    """Return of every permission its area and what it lets one do, from AREA and WORDS in each app's access.py."""
    found: dict[str, tuple[str | Promise, str | Promise]] = {}
    for module in _declaring():
        found |= {name: (module.AREA, said) for name, said in getattr(module, "WORDS", {}).items()}
    return found


def _declaring() -> list[ModuleType]:
    """Return the access.py of each of our apps that has one."""
    ours = (config for config in apps.get_app_configs() if config.name.startswith("steadfast."))
    return [import_module(f"{one.name}.access") for one in ours if module_has_submodule(one.module, "access")]
