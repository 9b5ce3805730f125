"""Who gets to a view, and where the others are sent."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from steadfast.foundation import access as doors
from steadfast.foundation.access import PUBLIC, SIGNED_IN, Request, access
from steadfast.foundation.actor import ANONYMOUS, SYSTEM, Actor

View = Callable[..., HttpResponse]


def page(permission: str) -> View:
    @access(permission)
    def show(request: Request, number: int) -> HttpResponse:
        """Show."""
        return HttpResponse(f"{request.actor.name} sees {number}")

    return show


def asked(actor: Actor, path: str = "/tickets/?q=a b", **headers: str) -> HttpRequest:
    request = RequestFactory().get(path, headers=headers)
    request.actor = actor  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize("permission", [PUBLIC, SIGNED_IN, "tickets.reply"])
def test_who_holds_the_permission_gets_in(ines: Actor, permission: str) -> None:
    assert page(permission)(asked(ines), 7).content == b"Ines sees 7"


def test_who_lacks_it_is_refused(ines: Actor) -> None:
    with pytest.raises(PermissionDenied, match="invoices"):
        page("invoices.pay")(asked(ines), 7)


@pytest.mark.parametrize("permission", [SIGNED_IN, "tickets.reply"])
def test_anonymous_is_sent_to_sign_in_and_back(permission: str) -> None:
    answer = page(permission)(asked(ANONYMOUS), 7)
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Ftickets%2F%3Fq%3Da%2520b")


def test_a_form_of_anonymous_is_not_repeated_by_a_get() -> None:
    request = RequestFactory().post("/tickets/7/reply/")
    assert page(SIGNED_IN)(request, 7)["Location"] == "/sign-in/"


def test_htmx_is_told_to_load_the_sign_in_page_as_a_page() -> None:
    answer = page(SIGNED_IN)(asked(ANONYMOUS, "/tickets/", HX_Request="true"), 7)
    assert answer["HX-Redirect"] == "/sign-in/?next=%2Ftickets%2F"


def test_anonymous_gets_to_a_public_page() -> None:
    assert page(PUBLIC)(asked(ANONYMOUS), 7).status_code == 200


def test_a_request_without_an_actor_is_anonymous() -> None:
    assert page(SIGNED_IN)(RequestFactory().get("/"), 7).status_code == 302


def test_a_view_shows_what_it_asks_for_and_keeps_its_name() -> None:
    view = page("tickets.reply")
    assert (view.access, view.__name__, view.__doc__) == ("tickets.reply", "show", "Show.")  # type: ignore[attr-defined]


def test_the_system_and_nobody_hold_no_permission() -> None:
    assert not SYSTEM.may("tickets.reply")
    assert not SYSTEM.signed_in
    assert not ANONYMOUS.may(SIGNED_IN)


@pytest.fixture
def granted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two apps that grant."""
    grants = {
        "steadfast.apps.one.access": {"tickets.reply": frozenset({"technician", "owner"})},
        "steadfast.apps.two.access": {"tickets.reply": frozenset({"sales"}), "invoices.pay": frozenset({"bookkeeper"})},
    }
    configs = [SimpleNamespace(name=f"steadfast.apps.{name}", module=None) for name in ("one", "two")]
    configs.append(SimpleNamespace(name="elsewhere.access", module=None))
    monkeypatch.setattr(doors.apps, "get_app_configs", lambda: configs)
    monkeypatch.setattr(doors, "module_has_submodule", lambda module, name: True)
    monkeypatch.setattr(doors, "import_module", lambda name: SimpleNamespace(GRANTS=grants[name]))
    doors.grants.cache_clear()
    yield
    doors.grants.cache_clear()


@pytest.mark.parametrize(
    ("roles", "permissions"),
    [
        ([], set()),
        (["technician"], {"tickets.reply"}),
        (["sales", "bookkeeper"], {"tickets.reply", "invoices.pay"}),
        (["contact"], set()),
    ],
)
def test_permissions_are_the_union_over_apps_and_roles(granted: None, roles: list[str], permissions: set[str]) -> None:
    assert doors.permissions_of(roles) == permissions
