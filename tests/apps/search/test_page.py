"""The page of search and the palette's options: for everybody who signed in, whatever they type."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from steadfast.apps.identity.models import Person
from steadfast.foundation.search import finding, keeping
from tests import cast, factories

pytestmark = pytest.mark.django_db
NASTY = (
    '"', '""', "'", "\\", "*", "a*", "**", "AND", "OR NOT", "NEAR(a b)", "a NEAR/2 b", "(", ")", "((", "{title} : x",
    "title:phones", "tokens:k1", "-phones", "phones OR", "^phones", "a:b:c", ":*", "&|!<->", "phones:*A", "'x':1A",
    "%", "%s", "{{ 1 }}", "<script>alert(1)</script>", "ﬁ", "İ", "ß", "e\u0301", "\u202e", "🖨",
    "東京", "client:", 'client:"', "client:%", "client:99999999999999999999", "T-99999999999999999999", "x" * 10_000,
    "é " * 5_000, '"' * 10_000, "client:" * 1_500, "a" * 299 + '"', "\ud7ff\ue000", "T-0", "c0", "#",
)  # fmt: skip


@pytest.fixture
def ines(client: Client) -> Client:
    client.force_login(account(factories.member(cast.INES)))
    return client


def account(person: Person) -> object:
    return person.user


def test_a_hit_is_marked_and_what_somebody_wrote_is_escaped(ines: Client) -> None:
    factories.ticket("<b>Phones</b> & more")
    keeping.catch_up_fully()
    page = ines.get("/search/", {"q": "phones minute"}).content.decode()
    assert "&lt;b&gt;<mark>Phones</mark>&lt;/b&gt; &amp; more" in page
    assert "after a <mark>minute</mark>." in page
    assert "<b>Phones" not in page


@pytest.mark.parametrize("path", ["/search/", "/search/options/"])
def test_whatever_is_typed_is_answered(ines: Client, path: str) -> None:
    factories.ticket()
    keeping.catch_up_fully()
    for text in NASTY:
        for more in ({}, {"client": text[:50]}, {"kind": text[:50], "before": text[:50]}):
            assert ines.get(path, {"q": text, **more}).status_code == 200, (text[:40], more)


def test_a_raw_address_that_is_not_text_is_answered(ines: Client) -> None:
    for query in (
        "q=%ff%fe",
        "q=%ED%A0%80",
        "q=%F0%9F",
        "before=-1",
        "before=9999999999999999999999",
        "q=a&q=b",
    ):
        assert ines.get(f"/search/?{query}").status_code == 200


def test_one_client_is_enough_by_select_and_by_word(ines: Client) -> None:
    factories.ticket("Phones one", of=cast.KESTREL)
    factories.ticket("Phones two", of=cast.MARLOW)
    keeping.catch_up_fully()
    marlow = factories.client(cast.MARLOW)
    for query in ({"q": "phones", "client": str(marlow.pk)}, {"q": "phones client:marlow"}):
        page = ines.get("/search/", query).content.decode()
        assert "two" in page
        assert "</mark> one" not in page
    assert "No client is called" in ines.get("/search/", {"q": "phones client:nobody"}).content.decode()


def test_pages_go_on_by_key_and_have_everything_once(ines: Client) -> None:
    for number in range(finding.PAGE * 2 + 3):
        factories.ticket(f"Phones {number}")
    keeping.catch_up_fully()
    actor = factories.actor(factories.member(cast.INES))
    seen: list[str] = []
    below = None
    for _ in range(4):
        answer = finding.answer("phones", actor=actor, below=below)
        seen += [row.hit.number for row in answer.shown]
        below = answer.next
        if below is None:
            break
    assert len(seen) == len(set(seen)) == finding.PAGE * 2 + 3
    assert [tab.count for tab in finding.answer("phones", actor=actor).tabs] == [finding.PAGE * 2 + 3]


def test_who_is_called_so_comes_before_what_is_newer(ines: Client) -> None:
    factories.ticket()
    keeping.catch_up_fully()
    actor = factories.actor(factories.member(cast.INES))
    assert [row.source.name for row in finding.answer("kestrel", actor=actor).shown][:2] == ["client", "contact"]
    assert finding.offer("kestrel", actor=actor, size=3)[0].hit.title == cast.KESTREL.name


def test_in_german_the_german_word_narrows_as_well(ines: Client) -> None:
    marlow = factories.client(cast.MARLOW)
    for word in ("kunde", "Kunde", "client"):
        answer = ines.get("/search/", {"q": f"phones {word}:marlow"}, headers={"accept-language": "de"})
        assert marlow.name in answer.content.decode(), word
        assert answer.context["answer"].narrowed.label == marlow.name
    assert ines.get("/search/", {"q": "phones kunde:marlow"}).context["answer"].narrowed is None
    assert "kunde:kestrel" in ines.get("/search/", headers={"accept-language": "de"}).content.decode()


def test_a_contact_searches_what_is_theirs_in_the_portal(client: Client) -> None:
    factories.ticket("Phones one", of=cast.KESTREL)
    factories.ticket("Phones two", of=cast.MARLOW)
    keeping.catch_up_fully()
    client.force_login(account(factories.contact(cast.KESTREL)))
    led = client.get("/search/", {"q": "phones"})
    assert led.headers["Location"] == "/portal/tickets/?q=phones"
    page = client.get(led.headers["Location"]).content.decode()
    assert "Phones one" in page
    assert "Phones two" not in page
    assert client.get("/search/options/", {"q": "phones"}).status_code == 404


def test_a_page_asks_as_often_for_many_hits_as_for_few(ines: Client) -> None:
    counts = []
    for more in (2, 18):
        for number in range(more):
            factories.ticket(f"Phones {number}")
        keeping.catch_up_fully()
        ines.get("/search/", {"q": "phones"})
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ines.get("/search/", {"q": "phones"})
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 14


def test_typing_gets_the_same_address_without_its_frame(ines: Client) -> None:
    answer = ines.get("/search/", {"q": "x"}, headers={"HX-Request": "true"})
    assert 'id="found"' in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer.headers["Vary"]
