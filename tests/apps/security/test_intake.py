"""What a request carries is looked at before anything reads it."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

from steadfast.apps.identity.queries.sign_in import DOORS
from steadfast.config.charset import bare, in_utf_8

pytestmark = pytest.mark.django_db
CHARSETS = ("base64", "hex", "zlib", "rot13", "undefined", "idna", "utf-16", "utf-7", "latin-1", "nonsense")
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=B"


@pytest.fixture(autouse=True)
def no_providers() -> None:
    """The handler below closes the connection of a test, so the page must know without asking."""
    cache.set(DOORS, [])


def status_of(method: str, path: str, content_type: str) -> str:
    """Return the status line of what the program answers, as a web server calls it."""
    environ = RequestFactory().generic(method, path, b"login=%C3%A9").environ
    environ["CONTENT_TYPE"] = content_type
    said: list[str] = []
    in_utf_8(WSGIHandler())(environ, lambda status, *_: said.append(status))
    return said[0]


@pytest.mark.parametrize("charset", [*CHARSETS, "x" * 20_000])
@pytest.mark.parametrize(
    ("method", "content_type", "status"),
    [("GET", "text/plain", "200 OK"), ("POST", FORM, "403 Forbidden"), ("POST", PARTS, "403 Forbidden")],
)
def test_no_charset_that_a_sender_names_breaks_a_page(
    method: str, content_type: str, status: str, charset: str
) -> None:
    assert status_of(method, "/sign-in/?next=%C3%A9", f"{content_type}; charset={charset}") == status


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("text/plain; charset*=utf-8''base64", "text/plain"),
        ('multipart/form-data; charset=hex; boundary="--a b"', 'multipart/form-data; boundary="--a b"'),
        ('multipart/form-data; boundary="a;charset=hex"', "multipart/form-data"),
        ("", ""),
    ],
)
def test_of_a_content_type_the_kind_and_a_plain_boundary_are_kept(said: str, read: str) -> None:
    assert bare(said) == read


def test_a_file_that_nobody_asked_for_is_refused_unread(client: Client) -> None:
    answer = client.post("/sign-in/", {"login": SimpleUploadedFile("x", b"x" * 3_000_000)})
    assert answer.status_code == 413
    assert not answer.wsgi_request._read_started  # type: ignore[attr-defined]
