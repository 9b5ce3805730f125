"""Whatever is sent, the answer is a page that says what is wrong, and nothing typed is lost."""

import pytest
from django.test import Client as Browser

from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Message, Ticket
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.desk.desk import Desk

SCRIPT = "<script>alert(1)</script>"
STRANGE = ("🦷 ☎️ 𝕳arbor", "مرحبا بالعالم ‮evil", SCRIPT, "'; DROP TABLE desk_ticket; --", "a\ud7ffz")


@pytest.fixture
def ines(desk: Desk, client: Browser) -> Browser:
    client.force_login(factories.member(cast.INES).user)
    return client


def form(**differs: object) -> dict[str, object]:
    """Return a form of a new ticket that would be accepted."""
    return {
        "client": factories.client().pk,
        "title": "Phones",
        "text": "They ring.",
        "kind": "incident",
        "impact": 3,
        "urgency": 2,
        "channel": "phone",
        "team": factories.team().pk,
        **differs,
    }


@pytest.mark.parametrize("words", STRANGE)
def test_strange_text_is_shown_as_it_is_and_never_run(desk: Desk, ines: Browser, words: str) -> None:
    assert ines.post("/tickets/new/", form(title=f"x {words}", text=words)).status_code in (302, 422)
    ticket = Ticket.objects.first() or desk.open()
    operations.note(ticket.pk, text=words, actor=desk.ines, now=clock.now())
    for address in (f"/tickets/{ticket.subject.number}/", "/tickets/", f"/clients/{ticket.client_id}/", "/"):
        page = ines.get(address)
        assert page.status_code == 200
        assert SCRIPT not in page.content.decode()


def test_a_megabyte_as_title_is_refused_by_its_name_and_the_text_stays(ines: Browser) -> None:
    factories.practice()
    answer = ines.post("/tickets/new/", form(title="x" * 1_000_000, text="the story"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "At most 300 characters fit; this has 1000000." in page
    assert "the story</textarea>" in page
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("number", [2**63, 2**63 - 1, 10**30, 0])
def test_a_number_that_no_ticket_has_is_not_found(ines: Browser, number: int) -> None:
    assert ines.get(f"/tickets/{number}/").status_code == 404
    assert ines.post(f"/tickets/{number}/replies/", {"text": "x"}).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "state=nonsense", "who=everyone", "client=-1", f"client={2**63}", "team=x", "priority=P9", "after=!!!",
        "after=WzAsIjk5OTkiLDFd", "before=x", "q=" + "x" * 5000, "client=١", "state=open&state=<b>",
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_left_out_with_a_word(desk: Desk, ines: Browser, query: str) -> None:
    desk.open(now=clock.now())
    answer = ines.get(f"/tickets/?{query}")
    assert answer.status_code == 200
    if query.split("=")[0] in ("state", "who", "client", "team", "priority"):
        assert "Not understood and left out" in answer.content.decode()
    assert ines.get(f"/tickets/export.csv?{query}").status_code == 200


@pytest.mark.parametrize(
    ("act", "data", "field"),
    [
        ("replies", {"text": "  "}, "Write something first"),
        ("replies", {"text": "x" * 50_001}, "At most 50000"),
        ("replies", {"text": "x", "next_update_at": "yesterday"}, "Write a date and a time"),
        ("replies", {"text": "x", "next_update_at": "2001-01-01T10:00"}, "has passed"),
        ("replies", {"text": "x", "next_update_at": "9999-12-31T23:59"}, "ten years"),
        ("wait", {"text": "x"}, "Say what you wait for"),
        ("wait", {"reason": "the moon", "words": "w", "expires_at": "2100-01-01T10:00"}, "not one of the available"),
        ("promises", {"what": "x" * 301, "due_at": "2001-01-01T10:00"}, "At most 300"),
        ("wait/yes", {"yes_at": ""}, "Say to which date"),
        ("heard", {"text": "x", "by_person": "999999"}, "not one of the available"),
        ("reopening", {"reason_text": ""}, "Say why"),
    ],
)
def test_a_mistake_is_named_and_the_text_stays(
    desk: Desk, ines: Browser, act: str, data: dict[str, str], field: str
) -> None:
    desk.open(now=clock.now())
    answer = ines.post(f"/tickets/1/{act}/", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert field in page
    if "text" in data:
        assert data["text"] in page
    assert not Message.objects.filter(kind="public").exists()


@pytest.mark.parametrize("given", ["0", "-1", str(2**63), "No Such Client", "x" * 5000, "%"])
def test_an_unknown_client_leads_back_to_the_choice(ines: Browser, given: str) -> None:
    assert ines.get("/tickets/new/", {"client": given}).status_code in (200, 422)


def test_formulas_are_no_formulas_in_the_export(desk: Desk, ines: Browser) -> None:
    desk.open(title='=HYPERLINK("http://x","y")', now=clock.now())
    desk.open(title="@SUM(1)", now=clock.now())
    answer = ines.get("/tickets/export.csv")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.splitlines()[0].startswith("number,title,client")
    assert "\"'=HYPERLINK" in text
    assert "'@SUM(1)" in text
