"""What a request carries is looked at before anything reads it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

CHARSETS = ("base64", "hex", "zlib", "rot13", "undefined", "idna", "utf-16", "utf-7", "latin-1", "nonsense")
PLAIN, FORM = "text/plain", "application/x-www-form-urlencoded"


@pytest.mark.parametrize("charset", CHARSETS)
def test_an_address_is_not_read_in_a_charset_that_the_sender_names(client: Client, charset: str) -> None:
    answer = client.get("/sign-in/?next=%C3%A9", CONTENT_TYPE=f"{PLAIN}; charset={charset}")
    assert answer.status_code == 400
    assert "not understood" in answer.content.decode()


@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=B"])
@pytest.mark.parametrize("charset", CHARSETS)
def test_a_form_in_another_charset_is_refused_with_a_page(client: Client, charset: str, kind: str) -> None:
    answer = client.generic("POST", "/sign-in/", b"login=%C3%A9", content_type=f"{kind}; charset={charset}")
    assert answer.status_code == 400
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_form_in_utf_8_may_say_so(client: Client) -> None:
    assert (
        client.generic("POST", "/sign-in/", b"login=%C3%A9", content_type=f"{FORM}; charset=UTF-8").status_code == 422
    )


def test_a_file_that_nobody_asked_for_is_refused_unread(client: Client) -> None:
    answer = client.post("/sign-in/", {"login": SimpleUploadedFile("x", b"x" * 3_000_000)})
    assert answer.status_code == 413
    assert not answer.wsgi_request._read_started  # type: ignore[attr-defined]
