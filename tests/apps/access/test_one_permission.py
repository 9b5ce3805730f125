"""An own role with one permission opens the addresses that ask for it, and no other: for each permission there is."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver

from steadfast.apps.identity.models import Person
from steadfast.apps.identity.operations import make_role, set_roles
from steadfast.apps.identity.queries import account, actor_of_user
from steadfast.apps.identity.queries.roles import offered
from steadfast.foundation.access import PUBLIC, SIGNED_IN
from steadfast.foundation.actor import SYSTEM, Actor
from tests import cast, factories
from tests.architecture.test_access import patterns

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # grants are worked out without the engine


@pytest.fixture
def kofi() -> Person:
    return factories.member(cast.KOFI)


def opens(view: Callable[..., HttpResponse], actor: Actor) -> bool:
    """Tell whether a view lets somebody in; the method is one that no view answers, so that nothing else happens."""
    request = RequestFactory().generic("PURGE", "/")
    request.actor = actor  # type: ignore[attr-defined]
    try:
        view(request)
    except PermissionDenied:
        return False
    except (TypeError, AttributeError, KeyError, Http404):  # a view of any method, called without parts of its address
        return True
    return True


@pytest.mark.parametrize("permission", sorted(offered()))
def test_one_permission_opens_just_the_addresses_that_ask_for_it(permission: str, kofi: Person) -> None:
    role = make_role(name="One", permissions=[permission], actor=SYSTEM, now=factories.NOW)
    set_roles(kofi, [role.key], actor=SYSTEM, now=factories.NOW)
    user = account(kofi.user_id or 0)
    assert user is not None
    actor = actor_of_user(user)
    assert actor.permissions == {permission}
    for address, entry in patterns(get_resolver().url_patterns):
        asked = entry.callback.access
        assert opens(entry.callback, actor) == (asked in {permission, PUBLIC, SIGNED_IN}), address
