"""How a system is asked: patiently, within limits, with its credentials for itself alone."""

import pytest

from steadfast.apps.imports.connectors import Trouble
from steadfast.apps.imports.connectors.asking import Asking, Patience
from steadfast.foundation import outgoing
from tests.apps.connectors.feeding import NOW, feed, run
from tests.apps.connectors.replay import Answer, Question, Replay
from tests.apps.connectors.systems import Halo


def good(question: Question) -> Answer:
    return Answer({"path": question.path})


def asking(url: str, slept: list[float] | None = None, **patience: float) -> Asking:
    found = slept if slept is not None else []
    return Asking(url, lambda: NOW, True, Patience(**patience), found.append)  # type: ignore[arg-type]


def test_a_token_that_is_not_taken_any_more_is_taken_anew() -> None:
    with Replay(halo := Halo()) as server:
        server.fails("/api/Client", Answer({}, 401))
        assert run(feed("halopsa", server.url)).state == "good"
        assert len(halo.tokens) == 2


def test_a_token_is_renewed_before_it_ends() -> None:
    with Replay(halo := Halo(lasts=30)) as server:  # ends within the minute by which it is renewed
        assert run(feed("halopsa", server.url)).state == "good"
        assert len(halo.tokens) == server.times("/auth/token") > 5


def test_wrong_credentials_are_said_without_being_repeated() -> None:
    with Replay(Halo()) as server:
        ended = run(feed("halopsa", server.url, secrets={"client_secret": "another-secret"}))
    assert ended.error == "/auth/token answered 401: the credentials are not taken."


def test_429_waits_as_long_as_it_is_told_and_500_longer_and_longer() -> None:
    slept: list[float] = []
    with Replay(good) as server:
        server.fails("/a", Answer({}, 429, {"Retry-After": "7"}), Answer({}, 500), Answer({}, 500))
        assert asking(server.url, slept).get("a").body == {"path": "/a"}
    assert slept == [7, 4, 8]


def test_retry_after_may_be_a_date() -> None:
    slept: list[float] = []
    with Replay(good) as server:
        server.fails("/a", Answer({}, 429, {"Retry-After": "Mon, 02 Mar 2026 02:00:05 GMT"}))
        asking(server.url, slept).get("a")
    assert slept == [5]


def test_half_an_answer_is_asked_for_again() -> None:
    slept: list[float] = []
    with Replay(good) as server:
        server.fails("/a", Answer({"long": "x" * 200}, cut=50), Answer(b'{"half": ', 200))
        assert asking(server.url, slept).get("a").body == {"path": "/a"}
    assert len(slept) == 2


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([Answer({}, 500)] * 9, "answered 500, however often it was asked"),
        ([Answer({}, 429, {"Retry-After": "4000"})], "answered 429"),
        ([Answer({}, 302, {"Location": "http://127.0.0.1/"})], "answered 302: redirects are not followed"),
        ([Answer({}, 403)], "answered 403: the credentials may not read it"),
        ([Answer("x" * 5000)], "more than 1,000 bytes"),
    ],
)
def test_it_gives_up_in_words(answers: list[Answer], said: str) -> None:
    with Replay(good) as server, pytest.raises(Trouble, match=said):
        server.fails("/a", *answers)
        asking(server.url, largest=1000).get("a")


def test_another_host_is_never_asked() -> None:
    with Replay(good) as server, pytest.raises(Trouble, match="leads to another host"):
        asking(server.url).get("https://elsewhere.example/a")


@pytest.mark.parametrize(
    "url",
    [
        "http://desk.example/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://169.254.169.254/latest",
        "https://[fe80::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://0.0.0.0/",
        "https://user:pass@desk.example/",
        "ftp://desk.example/",
        "https:///x",
        "https://desk.example:99999/",
    ],
)
def test_an_address_that_no_service_has_is_refused(url: str) -> None:
    with pytest.raises(outgoing.NotThere):
        outgoing.require_good(url)
    with pytest.raises(Trouble):
        Asking(url, lambda: NOW).get("a")


def test_a_list_that_never_ends_is_left() -> None:
    page = {"record_count": 500, "tickets": [{"id": n, "last_update": ""} for n in range(100)]}
    with Replay(Halo()) as server:
        server.fails("/api/Tickets", *[Answer(page)] * 3)
        ended = run(feed("halopsa", server.url))
    assert ended.error == "api/Tickets gives the same page again and again."
