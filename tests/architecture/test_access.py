"""Every address says who may come: its view carries `access`, from the decorator of steadfast.foundation.access."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from steadfast.foundation.access import PUBLIC, SIGNED_IN, access, grants

Entry = URLPattern | URLResolver


def patterns(entries: list[Entry], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address with its pattern."""
    for entry in entries:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, address)
        else:
            yield address, entry


def undeclared(entries: list[Entry]) -> list[str]:
    return [address for address, entry in patterns(entries) if not getattr(entry.callback, "access", None)]


def naked(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_the_rule_sees_a_view_without_access() -> None:
    from django.urls import path

    clothed = access(SIGNED_IN)(naked)
    assert undeclared([path("a/", naked), path("b/", clothed)]) == ["a/"]


def test_every_view_declares_its_access() -> None:
    assert undeclared(get_resolver().url_patterns) == []


def test_every_permission_that_a_view_asks_for_is_granted_to_some_role() -> None:
    asked = {entry.callback.access for _, entry in patterns(get_resolver().url_patterns)} - {PUBLIC, SIGNED_IN}
    assert sorted(asked - set(grants())) == []
