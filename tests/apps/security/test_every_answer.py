"""What holds of every answer, whoever asks, whatever comes: headers, nothing inline, no cache."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoDbBlocker

from steadfast.apps.desk.views.files import SEALED
from steadfast.foundation import prepared
from tests import kept
from tests.apps.access import world
from tests.apps.security import walk

pytestmark = pytest.mark.django_db
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
SAME_FOR_ALL = {
    "/calendar/": "private, max-age=900",  # asked for by a program without a session; its address is the secret
    "/api/v1/openapi.json": "public, max-age=300",  # the description of the addresses, which anybody may read
}


@pytest.fixture(scope="module")
def names(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, object]]:
    """One practice for all of these, gone afterwards."""
    with kept.for_a_while(django_db_blocker):
        yield world.build()


@pytest.fixture(scope="module")
def answers(names: dict[str, object], django_db_blocker: DjangoDbBlocker) -> list[walk.Answer]:
    with django_db_blocker.unblock():
        return list(walk.answers(names))


def test_no_page_puts_a_prepared_statement_together_anew(answers: list[walk.Answer]) -> None:
    """See docs/decisions/0023."""
    assert len(answers) > 100
    assert prepared.plain == set()


def test_the_rule_sees_what_is_inline() -> None:
    page = (
        '<p style=a onclick=b><script>c</script><style></style><a href=" JavaScript:d">e</a><img src=data:image/png,>'
    )
    assert walk.inline(page) == ["p style", "p onclick", "<script>", "<style>", "a href= JavaScript:d"]


def test_every_answer_has_the_strict_policy(answers: list[walk.Answer]) -> None:
    pages = [a for a in answers if a not in [*files(answers), *originals(answers)]]
    said = {str(a): {part.strip() for part in a.headers.get("content-security-policy", "").split(";")} for a in pages}
    assert {who for who, policy in said.items() if policy != POLICY} == set()


def test_every_answer_has_the_security_headers(answers: list[walk.Answer]) -> None:
    assert [str(a) for a in answers if HEADERS.items() - a.headers.items()] == []


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("/sign-in/", {"login": SimpleUploadedFile("x", b"x" * 3_000_000)}, 413),
        ("/sign-in/", {"login": "a\x00b"}, 400),
        ("/api/v1/tickets", {"a": SimpleUploadedFile("x", b"x" * 3_000_000)}, 413),
        ("/api/v1/nowhere", {}, 404),
    ],
)
def test_a_refusal_ahead_of_every_view_has_them_too(
    client: Client, address: str, body: dict[str, object], status: int
) -> None:
    answer = client.post(address, body)
    assert answer.status_code == status
    assert HEADERS.items() - {name.lower(): value for name, value in answer.headers.items()}.items() == set()


def test_every_answer_names_what_the_browser_may_not_use(answers: list[walk.Answer]) -> None:
    wanted = {"camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()"}
    said = {str(a): set(a.headers.get("permissions-policy", "").split(", ")) for a in answers}
    assert [who for who, policy in said.items() if wanted - policy] == []


def test_no_page_holds_anything_inline(answers: list[walk.Answer]) -> None:
    pages = [a for a in answers if "text/html" in a.headers.get("content-type", "")]
    assert len(pages) > 100
    assert [(str(a), found) for a in pages if (found := walk.inline(a.body))] == []


def test_what_somebody_signed_in_was_shown_is_kept_by_no_store(answers: list[walk.Answer]) -> None:
    """The back button after signing out must not show it, nor a proxy keep it."""
    shown = [a for a in answers if a.who != "anonymous" and a not in [*files(answers), *same_for_all(answers)]]
    assert [str(a) for a in shown if "no-store" not in a.headers.get("cache-control", "")] == []


def same_for_all(answers: list[walk.Answer]) -> list[walk.Answer]:
    return [a for a in answers if kept_as(a) and (a.method, a.status) == ("GET", 200)]


def kept_as(answer: walk.Answer) -> str:
    """Return how long an answer may be kept that does not look at who asks, "" for any other."""
    return next(
        (how for start, how in SAME_FOR_ALL.items() if re.match(start + r"([\w-]+\.ics)?$", answer.address)), ""
    )


def test_what_may_be_kept_for_a_while_is_the_same_whoever_asks(answers: list[walk.Answer]) -> None:
    found = same_for_all(answers)
    told = {(a.address, a.body, a.headers["set-cookie"]) for a in found}
    assert len(found) == len(walk.WHO) * len(told) == len(walk.WHO) * len(SAME_FOR_ALL)
    assert [str(a) for a in found if a.headers["cache-control"] != kept_as(a)] == []
    assert [str(a) for a in found if a.address.endswith(".ics") and not a.headers["etag"]] == []


def files(answers: list[walk.Answer]) -> list[walk.Answer]:
    return [a for a in answers if a.address.startswith("/files/") and a.status == 200]


def test_a_file_runs_nothing_and_is_asked_for_each_time(answers: list[walk.Answer]) -> None:
    found = files(answers)
    assert {a.headers["content-security-policy"] for a in found} == {SEALED}
    assert {a.headers["cache-control"] for a in found} == {"private, no-cache"}
    assert all(a.headers["content-disposition"].startswith("attachment;") for a in found)


def originals(answers: list[walk.Answer]) -> list[walk.Answer]:
    return [a for a in answers if a.address.endswith("/original.eml") and a.status == 200]


def test_a_mail_as_it_came_is_only_saved_under_a_policy_that_allows_nothing(answers: list[walk.Answer]) -> None:
    found = originals(answers)
    assert {a.headers["content-security-policy"] for a in found} == {"default-src 'none'; sandbox"}
    assert {a.headers["content-type"] for a in found} == {"application/octet-stream"}
    assert all(a.headers["content-disposition"].startswith("attachment;") for a in found)


def test_a_page_behind_a_link_is_kept_by_no_store(answers: list[walk.Answer]) -> None:
    behind = [
        a for a in answers if a.address.startswith(("/welcome/", "/yes/", "/set-up/", "/sign-in/")) and a.status != 404
    ]
    assert [str(a) for a in behind if "no-store" not in a.headers.get("cache-control", "")] == []


def test_no_answer_tells_of_our_insides(answers: list[walk.Answer]) -> None:
    inside = ("Traceback", settings.SECRET_KEY, "site-packages", "django.", "SELECT ")
    assert [(str(a), word) for a in answers for word in inside if word in a.body] == []
    assert {a.headers.get("server", a.headers.get("x-powered-by", "")) for a in answers} == {""}


def test_no_cookie_is_read_by_scripts_or_sent_from_other_sites(answers: list[walk.Answer]) -> None:
    cookies = [line.strip() for a in answers for line in a.headers["set-cookie"].splitlines() if line.strip()]
    assert cookies
    assert [line for line in cookies if "SameSite=Lax" not in line] == []
    assert [
        line for line in cookies if "HttpOnly" not in line and not line.startswith(("csrftoken=", 'sessionid=""'))
    ] == []
