"""U+0000 is refused in one place, with words, whoever sends it and wherever it stands."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from steadfast.apps.desk.models import Message
from tests import cast, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> Client:
    """A browser that tells errors as a server does."""
    factories.practice()
    browser = Client(raise_request_exception=False)
    browser.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    return browser


@pytest.mark.parametrize("address", ["/tickets/?q=a%00b", "/tickets/?a%00b=1", "/search/?q=%00", "/tickets/1%00/"])
def test_an_address_that_holds_it_is_refused(ines: Client, address: str) -> None:
    answer = ines.get(address)
    assert answer.status_code in {400, 404}
    if "?" in address:
        assert "U+0000" in answer.content.decode()


@pytest.mark.parametrize("form", [{"text": "a\0b"}, {"text": "a", "b\0": "c"}, {"text": ["a", "\0"]}])
def test_a_form_that_holds_it_is_refused_and_nothing_is_kept(ines: Client, form: dict[str, object]) -> None:
    number = factories.ticket().subject.number
    answer = ines.post(f"/tickets/{number}/notes/", form)
    assert answer.status_code == 400
    assert "It holds a character that no text has (U+0000)." in answer.content.decode()
    assert not Message.objects.filter(text__startswith="a").exists()


@pytest.mark.parametrize("address", ["/sign-in/", "/nowhere/"])
def test_who_has_not_signed_in_is_told_alike(address: str) -> None:
    factories.practice()
    answer = Client(raise_request_exception=False).post(address, {"login": "a\0@b.example", "password": "x"})
    assert answer.status_code == (400 if address == "/sign-in/" else 404)


def test_json_that_holds_it_is_refused(ines: Client) -> None:
    for body in (b'{"a": "\\u0000"}', b'{"a": "\0"}'):
        assert ines.post("/me/", body, content_type="application/json").status_code == 400


def test_the_bytes_of_a_file_may_hold_it_and_its_name_may_not(ines: Client) -> None:
    number = factories.ticket().subject.number
    address = f"/tickets/{number}/notes/"
    good = ines.post(address, {"text": "see", "files": SimpleUploadedFile("dump.bin", b"\0\1\2" * 9)})
    assert good.status_code == 302
    body = (
        b'--B\r\nContent-Disposition: form-data; name="text"\r\n\r\nsee\r\n'
        b'--B\r\nContent-Disposition: form-data; name="files"; filename="a\0b.txt"\r\n\r\nx\r\n--B--\r\n'
    )
    assert ines.post(address, body, content_type="multipart/form-data; boundary=B").status_code in {302, 400}


def test_a_cookie_that_holds_it_is_none_of_ours() -> None:
    factories.practice()
    browser = Client(raise_request_exception=False)
    browser.cookies["sessionid"] = "abcdefgh\0ijkl"
    assert browser.get("/tickets/").status_code == 302
