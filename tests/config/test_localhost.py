"""On the demo a browser that came by 127.0.0.1 is sent to localhost, and nothing else is."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from steadfast.config.localhost import redirection

BROWSER = {"accept": "text/html,application/xhtml+xml"}


@pytest.mark.parametrize(
    ("method", "host", "headers", "goes_to"),
    [
        ("get", "127.0.0.1:8000", BROWSER, "http://localhost:8000/tickets/?page=2"),
        ("get", "127.0.0.1", BROWSER, "http://localhost/tickets/?page=2"),
        ("get", "localhost:8000", BROWSER, None),
        ("get", "127.0.0.1:8000", {"accept": "*/*"}, None),
        ("get", "127.0.0.1:8000", {}, None),
        ("post", "127.0.0.1:8000", BROWSER, None),
    ],
)
def test_only_a_page_for_a_browser_is_sent_on(
    method: str, host: str, headers: dict[str, str], goes_to: str | None
) -> None:
    request = getattr(RequestFactory(), method)("/tickets/?page=2", headers={"host": host, **headers})
    answer = redirection(lambda _: HttpResponse("here"))(request)
    assert (answer.headers.get("Location"), answer.status_code) == (goes_to, 302 if goes_to else 200)
