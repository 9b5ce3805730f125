"""The nouns beside tickets and the register: each is read as its page reads it, and written by the same operation."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings

from steadfast.apps.api import scopes
from steadfast.apps.api.models import Token
from steadfast.apps.automation.models import CheckItem, Recurrence
from steadfast.apps.calls.models import Call
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.hours.models import Entry, Timer
from steadfast.apps.identity import looks
from steadfast.apps.identity.models import Absence
from steadfast.apps.mail.models import Box, Sent
from steadfast.apps.notices.models import Notice
from steadfast.apps.watch import operations as watching
from steadfast.foundation import clock, verify
from steadfast.foundation.files import store
from tests import cast, factories
from tests.apps.access.rows import automation
from tests.apps.alerts.watch import Watch, fires
from tests.apps.api.caller import ROOT, Program
from tests.apps.mail.letters import came, mail

pytestmark = pytest.mark.django_db
FAR = "2099-01-01T12:00:00Z"


@pytest.fixture
def number() -> int:
    """The number of an open ticket of Kestrel Dental."""
    factories.agreement()
    factories.team()
    return factories.ticket(now=clock.now() - timedelta(hours=1)).subject.number


@pytest.fixture
def ines(number: int) -> Program:
    return Program(factories.member(cast.INES))


@pytest.fixture
def theo(number: int) -> Program:
    return Program(factories.member(cast.THEO))


def day(ahead: int) -> str:
    return f"{clock.now() + timedelta(days=ahead):%Y-%m-%d}"


def test_time_is_booked_corrected_and_taken_away(ines: Program, number: int) -> None:
    made = ines.post("/time", {"day": "2026-03-02", "minutes": 25, "ticket": number, "note": "Line tested"})
    assert (made.status_code, made.json()["client"]["name"]) == (201, cast.KESTREL.name)
    assert ines.get(made["Location"].removeprefix(ROOT)).json() == made.json()
    at = f"/time/{made.json()['id']}"
    again = ines.post(f"{at}/correct", {"day": "2026-03-02", "minutes": 40, "ticket": number, "why": "Both lines"})
    assert (again.json()["minutes"], ines.get(at).json()["replaced_by"]) == (40, again.json()["id"])
    assert [one["minutes"] for one in ines.get(f"/tickets/{number}/time").json()] == [40]
    assert ines.post(f"{at}/correct", {"day": "2026-03-02", "minutes": 5, "why": "x"}).status_code == 422
    ines.post(f"/time/{again.json()['id']}/take-away", {"why": "Booked twice"})
    assert ines.get("/time").json()["items"] == []
    assert ines.post("/time", {"day": "2099-01-01", "minutes": 5}).status_code == 422
    assert ines.post("/time", {"day": "2026-03-02", "minutes": 5, "client": 999}).status_code == 404


def test_nobody_reads_or_corrects_the_time_of_others_but_who_leads(ines: Program, theo: Program) -> None:
    made = theo.post("/time", {"day": "2026-03-02", "minutes": 15})
    at = f"/time/{made.json()['id']}"
    assert (ines.get(at).status_code, ines.get("/time").json()["items"]) == (404, [])
    own = ines.post("/time", {"day": "2026-03-02", "minutes": 10}).json()["id"]
    assert {one["minutes"] for one in theo.get("/time").json()["items"]} == {15, 10}
    sam = Program(factories.member(cast.SAM))
    assert sam.get(f"/time/{own}").status_code == 200
    assert sam.post(f"/time/{own}/take-away", {"why": "Not billed"}).status_code == 403


def test_the_clock_runs_on_a_ticket_and_books_when_it_stops(ines: Program, number: int) -> None:
    assert ines.post("/timer/start", {"ticket": number}).json()["ticket"] == number
    Timer.objects.update(started_at=clock.now() - timedelta(minutes=12))
    assert ines.get("/timer").json()["running"]
    assert sum(one["minutes"] for one in ines.post("/timer/stop").json()) == 12
    assert ines.post("/timer/stop").json() == []
    ines.post("/timer/start", {})
    Timer.objects.update(started_at=clock.now() - timedelta(days=2))
    assert ines.post("/timer/stop").status_code == 422
    assert ines.post("/timer/book", {"minutes": 30}).json()[0]["minutes"] == 30
    ines.post("/timer/start", {})
    assert not ines.post("/timer/drop").json()["running"]
    assert Entry.objects.count() == 2


def test_a_scope_to_read_writes_nothing(number: int) -> None:
    reader = Program(factories.member(cast.INES), "time:read", "calls:read", "notices:read")
    assert reader.get("/time").status_code == 200
    refused = reader.post("/time", {"day": "2026-03-02", "minutes": 5})
    assert (refused.status_code, "scope time:write" in refused.json()["detail"]) == (403, True)
    assert reader.post("/timer/start", {}).status_code == 403
    assert not Entry.objects.exists()


def test_all_scopes_fit_on_one_token() -> None:
    longest = Token._meta.get_field("scopes").max_length or 0
    assert len(" ".join(scopes.SCOPES)) <= longest


def test_mail_is_sorted_and_a_message_tells_whether_it_arrived(ines: Program, number: int) -> None:
    row = came(mail("The printer stands still.", sender="Reception <reception@kestrel.example>", subject="Printer"))
    waits = ines.get("/mail/triage").json()["items"]
    assert [(one["id"], one["subject"], one["outcome"]) for one in waits] == [(row.pk, "Printer", "triage")]
    at = f"/mail/triage/{row.pk}"
    assert "stands still" in ines.get(at).json()["text"]
    opened = ines.post(f"{at}/open", {"client": factories.client().pk, "contact": True})
    assert (opened.status_code, opened.json()["contact"]["name"]) == (201, "Reception")
    assert ines.post(f"{at}/dismiss").status_code == 422
    heard = ines.get(f"/tickets/{opened.json()['number']}/messages").json()["items"][0]
    assert (heard["mail"]["state"], heard["mail"]["sender"]) == ("came", "reception@kestrel.example")
    other = came(mail("I sell toner.", sender="Toner <toner@elsewhere.example>", subject="Toner"))
    assert ines.post(f"/mail/triage/{other.pk}/add", {"ticket": number}).json()["number"] == number


def test_mail_that_did_not_arrive_is_told_and_sent_again(ines: Program, number: int) -> None:
    Box.objects.create(
        name="Help", address="help@harbor.example", receives="lmtp", sends="practice", since=factories.LONG_AGO
    )
    ines.post(f"/tickets/{number}/replies", {"text": "We look at it now."})
    message = Message.objects.get(kind="public")
    said = {"kind": "reply", "ticket_id": message.ticket_id, "message": message, "to": ["amara@kestrel.example"]}
    said["queued_at"] = clock.now()
    sent = Sent.objects.create(
        key="k",
        name="<k@x>",
        subject="Re: Phones",
        state="failed",
        error="no such mailbox",
        **said,
    )
    told = ines.get(f"/tickets/{number}/messages").json()["items"][0]["mail"]
    assert (told["state"], told["error"]) == ("failed", "no such mailbox")
    assert [one["id"] for one in ines.get("/mail/sent?state=failed").json()["items"]] == [sent.pk]
    assert ines.post(f"/mail/sent/{sent.pk}/again").json()["state"] == "queued"
    assert ines.post(f"/mail/sent/{sent.pk}/again").status_code == 422
    assert Program(factories.member(cast.MARA)).get("/mail/sent").status_code == 403


def test_a_call_opens_a_ticket_goes_on_one_and_promises(ines: Program, number: int) -> None:
    amara = factories.contact().pk
    new = {"contact": amara, "title": "Scanner is dead", "text": "It blinks.", "urgency": 1}
    promise = {"what": "call back with the vendor's answer", "due_at": FAR}
    made = ines.post("/calls", {**new, "promise": promise})
    assert made.status_code == 201
    assert Commitment.objects.filter(kind="promise", subject__number=made.json()["ticket"]).count() == 1
    on = ines.post("/calls", {"contact": amara, "text": "Still.", "ticket": number})
    assert on.json()["ticket"] == number
    assert [one["id"] for one in ines.get("/calls").json()["items"]] == [on.json()["id"], made.json()["id"]]
    assert ines.post("/calls", {"contact": amara, "text": "?"}).status_code == 422
    other = factories.ticket(of=cast.MARLOW).subject.number
    assert ines.post("/calls", {"contact": amara, "text": "?", "ticket": other}).status_code == 422
    missed = Call.objects.create(number="020 7946 0000", key="079460000", state="missed", at=clock.now())
    assert [one["id"] for one in ines.get("/calls?unknown=true").json()["items"]] == [missed.pk]
    assert ines.post(f"/calls/{missed.pk}/seen-to").json()["seen_to_at"]


def test_alerts_are_read_and_maintenance_planned_and_ended(theo: Program) -> None:
    watch = Watch()
    watch.tell(fires("Disk", "srv1"), fires("Memory", "srv2"))
    found = theo.get("/alerts").json()["items"]
    assert {one["name"] for one in found} == {"Disk", "Memory"}
    assert len(theo.get(f"/tickets/{found[0]['ticket']}/alerts").json()) == 2
    assert theo.get(f"/alerts/{found[0]['id']}").json() == found[0]
    sources = theo.get("/alert-sources")
    assert sources.json()[0]["firing"] == 2
    assert watch.token not in sources.content.decode()
    assert watch.source.token_hash not in sources.content.decode()
    plan = {"what": "New disk", "source": watch.source.pk, "starts_at": "2026-03-02T10:00:00Z", "ends_at": FAR}
    assert theo.post("/maintenance", plan).status_code == 422  # longer than a month
    soon = (clock.now() + timedelta(hours=2)).isoformat()
    made = theo.post("/maintenance", {**plan, "starts_at": clock.now().isoformat(), "ends_at": soon})
    assert (made.status_code, made.json()["source"]["name"]) == (201, "Watchtower")
    assert theo.post(f"/maintenance/{made.json()['id']}/end").json()["ended_at"]
    nothing = {"what": "All", "starts_at": clock.now().isoformat(), "ends_at": soon}
    assert theo.post("/maintenance", nothing).status_code == 422
    ines = Program(factories.member(cast.INES))
    assert (ines.get("/alerts").status_code, ines.get("/alert-sources").status_code) == (200, 403)


def test_a_checklist_is_put_on_a_ticket_and_holds_it(ines: Program, number: int) -> None:
    at = f"/tickets/{number}/checklist"
    (first, second) = ines.post(at, {"lines": "! Test both lines\nTell reception"}).json()
    assert (first["must"], second["must"]) == (True, False)
    refused = ines.post(f"/tickets/{number}/resolve", {"text": "Done."})
    assert (refused.status_code, "Test both lines" in refused.json()["detail"]) == (422, True)
    assert ines.post(f"{at}/{first['id']}/take-off").status_code == 422
    assert ines.post(f"{at}/{first['id']}/tick").json()[0]["done_by"]["name"] == cast.INES.name
    assert ines.post(f"{at}/{first['id']}/untick").json()[0]["done_at"] is None
    assert len(ines.post(f"{at}/{second['id']}/take-off").json()) == 1
    theo = Program(factories.member(cast.THEO))
    done = theo.post(f"/tickets/{number}/resolve", {"text": "Done.", "in_spite": "Their line is gone"})
    assert done.json()["state"] == "resolved"
    assert CheckItem.objects.filter(gone_at=None).count() == 1


def test_recurring_tickets_rest_and_a_request_form_opens_one(theo: Program) -> None:
    row = automation.recurrence(factories.client())
    assert theo.get("/recurring").json()[0]["title"] == row.title
    assert theo.post(f"/recurring/{row.pk}/pause").json()["paused_at"]
    assert theo.post(f"/recurring/{row.pk}/resume").json()["paused_at"] is None
    assert theo.get(f"/recurring/{row.pk}/times").json() == []
    ines = Program(factories.member(cast.INES))
    assert ines.post(f"/recurring/{row.pk}/pause").status_code == 403
    form = automation.form()
    assert [one["key"] for one in ines.get(f"/request-forms/{form.pk}").json()["questions"]] == ["q1", "q2", "q3"]
    answers = {"q1": "Lena", "q2": "2026-04-01", "q3": "Bakery"}
    body = {"client": factories.client().pk, "answers": answers}
    opened = ines.post(f"/request-forms/{form.pk}/ask", body)
    assert (opened.status_code, opened.json()["title"]) == (201, "New starter: Lena")
    assert ines.post(f"/request-forms/{form.pk}/ask", {**body, "answers": {}}).status_code == 422
    assert Recurrence.objects.get().paused_at is None


def test_signs_are_read_and_ones_own_put_off(ines: Program, number: int) -> None:
    ines.post(f"/tickets/{number}/take")
    watching.look(now=clock.now() + timedelta(days=30))
    found = ines.get("/signs?mine=true").json()["items"]
    assert found
    assert {one["ticket"] for one in found} <= {number, None}
    at = f"/signs/{found[0]['id']}/later"
    assert ines.post(at, {"until": "2026-01-01T12:00:00Z"}).status_code == 422
    assert ines.post(at, {"until": FAR}).json()["later_until"] == FAR
    assert Program(factories.member(cast.KOFI)).post(at, {"until": FAR}).status_code == 404
    assert ines.get("/signs?detector=none").status_code == 422


def test_a_client_at_risk_gets_an_action(theo: Program, number: int) -> None:
    Commitment.objects.update(due_at=clock.now() - timedelta(days=2))
    Ticket.objects.update(next_due_at=clock.now() - timedelta(days=2))
    kestrel = factories.client().pk
    made = theo.post(f"/clients/{kestrel}/at-risk/actions", {"what": "talk to Amara", "due_at": FAR})
    assert made.status_code == 201
    risky = theo.get("/clients-at-risk").json()
    assert [(one["client"]["id"], one["actions"]) for one in risky] == [(kestrel, [made.json()["number"]])]
    assert Program(factories.member(cast.INES)).get("/clients-at-risk").status_code == 403


def test_notices_are_read_put_off_and_nobody_elses(ines: Program, number: int) -> None:
    subject = Ticket.objects.get(subject__number=number).subject
    now = clock.now()
    said = {"subject": subject, "first_at": now, "at": now}
    keys = [
        Notice.objects.create(person=factories.member(cast.INES), kind="spoke", key=f"spoke:{n}", **said).pk
        for n in range(3)
    ]
    alone = Notice.objects.create(person=factories.member(cast.INES), kind="mailbox", key="m", first_at=now, at=now)
    assert ines.get("/notices").json()["items"][0]["id"] == alone.pk
    assert ines.post(f"/notices/{alone.pk}/snooze", {"until": FAR}).json()["snoozed_until"] == FAR
    assert ines.post(f"/notices/{keys[0]}/read").json() == {"notices": 3}
    assert [one["id"] for one in ines.get("/notices?which=later").json()["items"]] == [alone.pk]
    assert ines.post("/notices/read", {"until": FAR}).json() == {"notices": 0}
    kofi = Program(factories.member(cast.KOFI))
    assert kofi.post(f"/notices/{alone.pk}/read").status_code == 404


def test_a_contact_is_invited_by_mail_alone(theo: Program, settings: Settings) -> None:
    amara = factories.contact()
    at = f"/contacts/{amara.pk}/portal"
    assert theo.ask("PUT", at, {"own_only": True}).json()["own_only"]
    refused = theo.post(f"{at}/invite", {"own_only": False})
    if refused.status_code == 200:  # the tests' own server of mail takes it
        assert refused.json()["invited_until"]
        assert "enter" not in refused.content.decode()
    assert theo.post(f"{at}/close").json()["open"] is False
    assert Program(factories.member(cast.INES)).get(at).status_code == 403


def test_absences_are_ones_own_and_who_leads_plans_those_of_others(ines: Program, theo: Program) -> None:
    me, kofi = factories.member(cast.INES).pk, factories.member(cast.KOFI).pk
    plan = {"first": day(30), "last": day(33), "kind": "sick", "deputy": kofi, "note": "a knee"}
    made = ines.post(f"/people/{me}/absences", plan)
    assert (made.status_code, made.json()["deputy"]["name"]) == (201, cast.KOFI.name)
    assert Program(factories.member(cast.KOFI)).get(f"/people/{me}/absences").status_code == 403
    assert theo.get(f"/people/{me}/absences").json()["items"][0]["note"] == "a knee"
    assert ines.post(f"/people/{me}/absences/{made.json()['id']}/cancel").json()["cancelled_at"]
    assert ines.post(f"/people/{me}/absences", {**plan, "deputy": me}).status_code == 422
    assert Absence.objects.count() == 1
    days = theo.get("/on-call").json()
    assert (len(days), days[0]["on_call"][0]["person"]) == (14, cast.THEO.name)


def test_tickets_are_linked_merged_after_a_look_and_taken_apart(ines: Program, number: int) -> None:
    other = factories.ticket("Phones drop again").subject.number
    (link,) = ines.post(f"/tickets/{number}/links", {"kind": "causes", "ticket": other}).json()
    assert (link["ticket"], ines.get(f"/tickets/{other}/links").json()[0]["words"]) == (other, "is caused by")
    assert ines.post(f"/tickets/{number}/links/{link['id']}/remove").json() == []
    look = ines.get(f"/tickets/{other}/merge?into={number}").json()
    assert (look["refusal"], len(look["promises"])) == ("", 4)
    merge = {"into": number, "into_version": look["into_version"]}
    assert ines.post(f"/tickets/{other}/merge", merge, If_Match='"99"').status_code == 412
    assert ines.post(f"/tickets/{other}/merge", merge).json()["number"] == number
    assert ines.get(f"/tickets/{other}").json()["merged_into"] == number
    assert ines.post(f"/tickets/{other}/apart").json()["merged_into"] is None
    assert "itself" in ines.get(f"/tickets/{other}/merge?into={other}").json()["refusal"]
    ines.post(f"/tickets/{number}/heard", {"text": "By the way, the scanner is dead."})
    said = ines.get(f"/tickets/{number}/messages").json()["items"][0]["id"]
    new = ines.post(f"/tickets/{number}/split", {"messages": [said], "title": "Scanner is dead"})
    assert (new.status_code, new.json()["title"]) == (201, "Scanner is dead")
    assert [str(finding) for finding in verify.run()] == []


def test_a_bulk_change_is_tried_looked_at_applied_and_undone(theo: Program, number: int) -> None:
    other = factories.ticket("Scanner is dead").subject.number
    body = {"act": "priority", "tickets": [number, other]}
    assert theo.post("/bulk", body).status_code == 422
    body["settings"] = {"impact": 1, "urgency": 1, "reason": "All of them wait"}
    run = theo.post("/bulk", body)
    assert (run.json()["phase"], run.json()["would"], run.json()["done"]) == ("tried", 2, 0)
    at = f"/bulk/{run.json()['id']}"
    assert theo.get(f"{at}/rows").json()["items"][0]["changes"][0]["new"] == "P1"
    assert theo.get(f"/tickets/{number}").json()["priority"] == "P3"
    assert theo.post(f"{at}/apply").json()["done"] == 2
    assert theo.post(f"{at}/apply").status_code == 409
    assert theo.get(f"/tickets/{number}").json()["priority"] == "P1"
    assert theo.post(f"{at}/undo").json()["undone"] == 2
    assert theo.post("/bulk", {"act": "take", "matching": {"priority": "P3"}}).json()["all"] == 2
    assert theo.post("/bulk", {"act": "take", "tickets": [999]}).status_code == 422
    assert Program(factories.member(cast.INES)).get(at).status_code == 404


def test_files_go_along_within_the_limits_of_the_pages(ines: Program, number: int) -> None:
    at, before = f"/tickets/{number}", {*store.arrivals().iterdir()}
    first = SimpleUploadedFile("line.txt", b"it drops at 10:02")
    made = ines.send(f"{at}/replies/files", [first], text="See the log.", key="f-1")
    first.seek(0)
    again = ines.send(f"{at}/replies/files", [first], text="See the log.", key="f-1")
    assert (made.status_code, again["Idempotent-Replayed"], again.content) == (201, "true", made.content)
    other = ines.send(f"{at}/replies/files", [SimpleUploadedFile("line.txt", b"else")], text="See the log.", key="f-1")
    assert other.status_code == 422
    (told,) = ines.get(f"{at}/messages").json()["items"][0]["files"]
    assert (told["name"], told["media_type"]) == ("line.txt", "text/plain")
    content = ines.get(told["content"].removeprefix(ROOT))
    assert b"".join(content.streaming_content) == b"it drops at 10:02"
    assert (content["Content-Security-Policy"], content["X-Content-Type-Options"]) == (
        "default-src 'none'; sandbox",
        "nosniff",
    )
    assert ines.send(f"{at}/replies/files", [SimpleUploadedFile("empty.txt", b"")], text="x").status_code == 422
    assert ines.send(f"{at}/replies/files", [], text="x").status_code == 422
    assert ines.post(f"{at}/replies/files", {"text": "x"}).status_code == 415
    assert Message.objects.filter(kind="public").count() == 1
    plain = Program(factories.member(cast.INES), "tickets:write")
    assert plain.send(f"{at}/notes/files", [SimpleUploadedFile("a", b"b")], text="x").status_code == 403
    assert ines.send(f"{at}/notes/files", [SimpleUploadedFile("a", b"b")], text="x").status_code == 201
    assert {*store.arrivals().iterdir()} <= before


def test_who_has_no_token_sends_no_files(number: int) -> None:
    before = {*store.arrivals().iterdir()}
    stranger = Program(factories.member(cast.INES))
    stranger.secret = "sf_none"
    sent = stranger.send(f"/tickets/{number}/replies/files", [SimpleUploadedFile("a", b"b" * 3_000_000)], text="x")
    assert sent.status_code == 401
    assert {*store.arrivals().iterdir()} <= before


def test_the_audit_book_hears_what_a_program_looks_at(theo: Program) -> None:
    looks.forget()
    for path in ("/calls", "/alerts", "/mail/sent", "/mail/triage", "/signs", "/clients-at-risk"):
        assert theo.get(path).status_code == 200
    theo.get(f"/people/{factories.member(cast.INES).pk}/absences")
    seen = {kind for _, kind, _ in looks._noted}
    assert seen == {"calls", "alerts", "mail that left", "mail to sort", "signs", "clients at risk", "person"}
