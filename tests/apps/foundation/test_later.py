"""What loads later is not loaded by a name of something else, and answers by address and by name once it is."""

import sys

from django.http import HttpResponse
from django.urls import URLResolver, path
from django.urls.resolvers import RegexPattern

from steadfast.foundation.later import later

NAME = "tests.apps.foundation.loaded_later"


def resolver() -> URLResolver:
    sys.modules.pop(NAME, None)
    return URLResolver(
        RegexPattern(r"^/"),
        [path("here/", lambda _: HttpResponse(), name="here"), later("there/", NAME, namespace="there")],
    )


def test_a_name_of_something_else_loads_nothing() -> None:
    around = resolver()
    assert around.reverse("here") == "here/"
    assert around.resolve("/here/").url_name == "here"
    assert NAME not in sys.modules


def test_its_own_addresses_and_names_load_it() -> None:
    around = resolver()
    assert around.resolve("/there/7/").view_name == "there:one"
    route, inner = around.namespace_dict["there"]
    assert (route, inner.reverse("one", 7)) == ("there/", "7/")
    assert NAME in sys.modules
