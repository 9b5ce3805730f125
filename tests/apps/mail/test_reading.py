"""What becomes of a mail: a ticket, an answer, or somebody who looks at it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from pytest_django import Settings

from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.desk.models import Attachment, Message, Ticket
from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Box, Incoming, Raw
from steadfast.apps.mail.operations import reading
from steadfast.domain.mail import kinds, marks, placing, reply_address
from steadfast.foundation import verify
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, fresh, owed
from tests.apps.mail.letters import AMARA, BOX, came, kept, mail
from tests.factories import NOW

STRANGER = "Somebody <somebody@elsewhere.example>"


def token(ticket: Ticket) -> str:
    return reply_address.made(BOX, ticket.subject.number, configured.SECRET_KEY)


def test_a_contact_who_writes_opens_a_ticket_and_its_promises_count_from_the_arrival(desk: Desk) -> None:
    raw = kept(mail(Message_ID="<1@kestrel.example>"), now=at(2, "10:00"))
    found = operations.read(raw.pk, now=at(2, "11:30"))  # the worker stood still
    ticket = found.ticket
    assert ticket is not None
    assert (found.outcome, ticket.client.name, ticket.contact, ticket.channel, ticket.state) == (
        "opened", "Kestrel Dental", factories.contact(), "mail", "new",
    )  # fmt: skip
    assert (ticket.opened_at, ticket.last_said_by) == (at(2, "10:00"), "client")
    assert owed(ticket, "first response").promised_at == at(2, "10:00")
    assert found.message is not None
    assert found.message.text == "They drop the line after a minute."
    assert verify.run() == []


def test_a_late_reply_is_a_broken_commitment_whatever_channel_it_came_by(desk: Desk) -> None:
    ticket = came(mail(), now=at(2, "10:00")).ticket
    assert ticket is not None
    desk_operations.reply(ticket.pk, text="We look.", actor=desk.ines, now=at(5, "10:00"))
    assert owed(ticket, "first response").verdict == "kept late"


def test_read_twice_it_is_done_once(desk: Desk) -> None:
    raw = kept(mail())
    assert operations.read(raw.pk, now=NOW) == operations.read(raw.pk, now=NOW)
    assert Ticket.objects.count() == 1


def test_the_same_mail_by_two_ways_is_one_ticket(desk: Desk) -> None:
    first = came(mail(Message_ID="<1@x>"))
    second = came(mail(Message_ID="<1@x>", Received="from another way"))
    assert (second.outcome, second.ticket) == ("duplicate", first.ticket)
    third = came(mail("Other words under the same name.", Message_ID="<1@x>"))
    assert third.outcome == "opened"


def test_an_answer_finds_its_ticket_by_the_message_it_answers(desk: Desk) -> None:
    ticket = came(mail(Message_ID="<1@kestrel.example>")).ticket
    answer = "It is worse.\n\nOn Mon, 2 Mar 2026 at 10:00, Amara Ruiz <amara@kestrel.example> wrote:\n> They drop."
    found = came(mail(answer, subject="Other words", In_Reply_To="<1@kestrel.example>"))
    assert (found.outcome, found.ticket, found.why) == ("replied", ticket, placing.ANSWERS)
    assert found.message is not None
    assert (found.message.text, found.message.author) == ("It is worse.", factories.contact())
    assert found.folded.endswith("> They drop.")


def test_an_answer_finds_its_ticket_by_the_address_it_was_sent_to(desk: Desk) -> None:
    ticket = desk.open()
    found = came(mail("Yes.", to=token(ticket).upper(), subject="no"))
    assert (found.outcome, found.ticket, found.why) == ("replied", ticket, placing.TOKEN)


def test_an_answer_finds_its_ticket_by_its_subject(desk: Desk) -> None:
    ticket = desk.open()
    assert came(mail("Yes.", subject="AW: Re:  Phones drop  the line")).ticket == ticket
    assert came(mail("Yes!", subject=f"Re: [{ticket.subject.label}] whatever")).ticket == ticket


def test_the_same_subject_without_re_is_something_new(desk: Desk) -> None:
    ticket = desk.open()
    assert came(mail()).ticket != ticket
    late = NOW + placing.SUBJECT_WINDOW + timedelta(days=1)
    assert came(mail(subject="Re: Phones drop the line"), now=late + timedelta(days=30)).outcome == "opened"


def test_an_answer_ends_the_wait_for_the_client(desk: Desk) -> None:
    ticket = desk.open()
    desk_operations.wait(
        ticket.pk, reason="client", words="Which phone?", expires_at=at(4, "10:00"), actor=desk.ines, now=at(2, "10:30")
    )
    came(mail("Yes.", to=token(ticket)), now=at(2, "12:00"))
    assert fresh(ticket).state == "in progress"


def test_an_answer_inside_the_window_reopens_what_was_resolved(desk: Desk) -> None:
    ticket = desk.open()
    desk_operations.resolve(ticket.pk, text="Done.", actor=desk.ines, now=at(2, "11:00"))
    found = came(mail("No, it is not.", to=token(ticket)), now=at(2, "12:00"))
    assert (found.outcome, found.ticket) == ("replied", ticket)
    assert (fresh(ticket).state, fresh(ticket).reopened) == ("in progress", 1)


def test_an_answer_after_the_window_is_a_ticket_that_follows(desk: Desk) -> None:
    ticket = desk.open()
    desk_operations.resolve(ticket.pk, text="Done.", actor=desk.ines, now=at(2, "11:00"))
    found = came(mail("Again!", to=token(ticket), subject="Re: Phones"), now=at(27, "12:00"))
    assert found.ticket is not None
    assert (found.outcome, found.ticket.follows) == ("opened", ticket)
    assert fresh(ticket).reopened == 0


def test_a_stranger_with_a_known_token_waits_for_somebody(desk: Desk) -> None:
    ticket = desk.open()
    found = came(mail(sender=STRANGER, to=token(ticket)))
    assert (found.outcome, found.ticket, found.proposed_ticket, found.why) == ("triage", None, ticket, placing.STRANGER)
    assert Message.objects.filter(ticket=ticket).count() == 1


def test_a_contact_of_another_client_never_enters_the_thread(desk: Desk) -> None:
    ticket = came(mail(Message_ID="<1@x>")).ticket
    factories.client(cast.MARLOW)
    found = came(mail(sender="jo@marlow.example", In_Reply_To="<1@x>"))
    assert (found.outcome, found.proposed_ticket, found.why) == ("triage", ticket, placing.STRANGER)


def test_an_unknown_sender_of_a_clients_domain_is_proposed_to_that_client(desk: Desk) -> None:
    found = came(mail(sender="reception@KESTREL.example"))
    assert (found.outcome, found.why) == ("triage", placing.SAME_DOMAIN)
    assert found.proposed_client == factories.client()
    assert came(mail(sender=STRANGER)).why == placing.UNKNOWN


def test_nobody_is_known_by_the_domain_of_a_public_provider(desk: Desk) -> None:
    factories.contact().__class__.objects.filter(email="amara@kestrel.example").update(email="amara@gmail.com")
    found = came(mail(sender="another@gmail.com"))
    assert (found.why, found.proposed_client) == (placing.UNKNOWN, None)


def test_a_sender_who_could_not_be_proved_waits(desk: Desk) -> None:
    found = came(mail(Authentication_Results="mx.harbor.example; dmarc=fail header.from=kestrel.example"))
    assert (found.outcome, found.why) == ("triage", placing.UNPROVED)


def test_a_forged_sender_neither_answers_nor_reopens(desk: Desk, box: Box) -> None:
    """Whoever knows the address of a ticket and writes in a contact's name is looked at first."""
    ticket = desk.open()
    desk_operations.resolve(ticket.pk, text="Replaced.", actor=desk.ines, now=at(2, "11:00"))
    said = "mx.harbor.example; spf=fail; dmarc=fail header.from=kestrel.example"
    forged = mail("Pay this account.", to=token(ticket), Authentication_Results=said)
    forged["Authentication-Results"] = "mx.harbor.example; dmarc=pass header.from=kestrel.example"
    found = came(forged)
    assert (found.outcome, found.why, found.proposed_ticket) == ("triage", placing.UNPROVED, ticket)
    assert fresh(ticket).state == "resolved"


def test_only_the_server_of_the_box_says_who_is_proved_where_it_is_named(desk: Desk, box: Box) -> None:
    Box.objects.filter(pk=box.pk).update(proves="mx.harbor.example")
    on_the_way = mail("By a list.", Authentication_Results="lists.example; dmarc=fail header.from=kestrel.example")
    here = mail("Forged.", Authentication_Results="MX.harbor.example 1; dmarc=fail header.from=kestrel.example")
    outcomes = []
    for no, made in enumerate((on_the_way, here)):
        raw = operations.keep(made.as_bytes(), box_id=box.pk, came_by="imap", key=f"proof {no}", now=NOW)
        outcomes.append(operations.read(raw.pk, now=NOW).outcome)
    assert outcomes == ["opened", "triage"]


def test_no_encoded_word_of_a_sender_hides_what_our_server_found(desk: Desk) -> None:
    """What a sender calls himself stands in the field before and behind the verdict: `=fa` in it would be a letter."""
    said = (
        'mx.harbor.example; dkim=none header.i="=?utf-8?q?x"@evil.example; dmarc=fail (p=reject) '
        "header.from=kestrel.example; spf=pass smtp.mailfrom=?=@evil.example"
    )
    forged = f"From: {AMARA}\nTo: {BOX}\nSubject: Pay\nAuthentication-Results: {said}\n\nPay this account.\n"
    assert (came(forged.encode()).outcome, Incoming.objects.latest("pk").why) == ("triage", placing.UNPROVED)


def test_one_of_us_who_answers_by_mail_does_not_speak_for_the_client(desk: Desk) -> None:
    found = came(mail(sender="ines@harbor.example", to=token(desk.open())))
    assert (found.outcome, found.why) == ("triage", placing.MEMBER)


@pytest.mark.parametrize(
    ("headers", "outcome"),
    [
        ({"Auto_Submitted": "auto-replied"}, "auto-reply"),
        ({"X_Autoreply": "yes"}, "auto-reply"),
        ({"Precedence": "auto_reply"}, "auto-reply"),
        ({"subject": "Out of office: back on Monday"}, "auto-reply"),
        ({"Auto_Submitted": "auto-generated"}, "triage"),
        ({"Precedence": "bulk"}, "triage"),
        ({"List_Id": "<news.kestrel.example>"}, "triage"),
        ({"Return_Path": "<>", "subject": "Undelivered Mail Returned to Sender"}, "bounce"),
        ({"sender": "MAILER-DAEMON@kestrel.example", "subject": "failure notice"}, "bounce"),
        ({"Auto_Submitted": "no"}, "opened"),
        ({"X_Auto_Response_Suppress": "All"}, "opened"),
    ],
)
def test_no_machine_opens_a_ticket(desk: Desk, headers: dict[str, str], outcome: str) -> None:
    assert came(mail(**headers)).outcome == outcome


def test_nobody_answers_who_asked_for_silence(desk: Desk) -> None:
    assert came(mail()).answerable
    assert not came(mail("Once more.", X_Auto_Response_Suppress="All")).answerable


def test_an_automatic_answer_is_a_note_inside_and_no_word_of_the_client(desk: Desk) -> None:
    ticket = desk.open()
    found = came(mail("I am away until Monday.", to=token(ticket), Auto_Submitted="auto-replied"))
    assert (found.outcome, found.ticket, found.answerable) == ("auto-reply", ticket, False)
    note = Message.objects.filter(ticket=ticket).latest("id")
    assert (note.kind, "away until Monday" in note.text) == ("inside", True)
    assert fresh(ticket).last_said_at == at(2, "10:00")


def test_our_own_mail_that_comes_back_does_nothing(desk: Desk) -> None:
    ticket = desk.open()
    operations.refer("<ours@harbor.example>", ticket_id=ticket.pk, ours=True, now=NOW)
    assert came(mail(Message_ID="<ours@harbor.example>")).why == kinds.OWN_NAME
    assert came(mail(**{marks.FIELD.replace("-", "_"): marks.mark(configured.SECRET_KEY)})).why == kinds.OWN_MARK
    circle = mail()
    for hop in range(60):
        circle.add_header("Received", f"from mx{hop}.example")
    assert came(circle).why == kinds.IN_A_CIRCLE
    assert Ticket.objects.count() == 1


def test_a_sender_who_writes_too_often_is_held_back_and_let_in(desk: Desk, settings: Settings) -> None:
    settings.MAIL_PER_SENDER = 3
    found = [came(mail(f"Fault {no}.", subject=f"Fault {no}")) for no in range(5)]
    assert [each.outcome for each in found] == ["opened"] * 3 + ["capped"] * 2
    assert operations.replay(found[4].raw_id, now=NOW, uncapped=True).outcome == "opened"
    assert came(mail("An hour later."), now=NOW + timedelta(hours=2)).outcome == "opened"


def test_a_bounce_tells_the_ticket_whom_its_mail_did_not_reach(desk: Desk) -> None:
    ticket = desk.open()
    operations.refer("<ours@harbor.example>", ticket_id=ticket.pk, ours=True, now=NOW)
    found = came(Path(__file__).with_name("bounce.eml").read_bytes())
    assert (found.outcome, found.ticket) == ("bounce", ticket)
    assert found.failed == [
        {"address": "amara@kestrel.example", "why": "550 5.1.1 no such user", "for_good": True}
    ]  # fmt: skip
    assert ticket.subject.events.filter(kind="mail.bounced").count() == 1
    assert (Ticket.objects.count(), verify.run()) == (1, [])


def test_files_come_along_and_pictures_in_the_text_too(desk: Desk) -> None:
    made = mail()
    made.add_attachment(b"%PDF-1.7 offer", maintype="application", subtype="pdf", filename="Öffer.pdf")
    made.add_attachment(b"\x89PNG\r\n\x1a\n....", maintype="image", subtype="png", cid="<a@b>", disposition="inline")
    ticket = came(made).ticket
    names = Attachment.objects.filter(message__ticket=ticket).order_by("no").values_list("name", "media_type")
    assert list(names) == [("Öffer.pdf", "application/pdf"), ("file-2.png", "image/png")]


def test_more_files_than_a_ticket_takes_stay_in_the_original(desk: Desk) -> None:
    made = mail()
    for no in range(13):
        made.add_attachment(f"file {no}".encode(), maintype="text", subtype="csv", filename=f"{no}.csv")
    found = came(made)
    assert (found.files, found.left) == (10, 3)


def test_a_page_is_read_as_text_with_its_quote_folded(desk: Desk) -> None:
    made = mail()
    made.set_content("", subtype="plain")
    page = "<p>It is <b>worse</b>.</p><div>On 2 Mar 2026, Ines &lt;help@harbor.example&gt; wrote:</div>"
    made.set_content(f"{page}<blockquote>We look<blockquote>They drop</blockquote></blockquote>", subtype="html")
    found = came(made)
    assert found.text == "It is worse."
    assert "> We look" in found.folded
    assert "> > They drop" in found.folded


@pytest.mark.parametrize(
    "source",
    [b"", b"no header at all\n\nnor text", b"\0" * 100, b"Subject: x\n" * 200_000, b"A: b\n\n" + b"\n--x" * 30_000],
)
def test_what_is_no_mail_is_kept_and_named(desk: Desk, source: bytes) -> None:
    found = came(source)
    assert (found.outcome, bool(found.why), Raw.objects.count()) == ("unreadable", True, 1)


def test_parts_in_parts_without_end_are_kept_and_named(desk: Desk) -> None:
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{no}"\n\n--b{no}\n' for no in range(3_000))
    assert came(f"From: {AMARA}\n{deep}".encode()).outcome == "unreadable"


def test_a_mail_over_which_we_stumble_is_shown_and_read_when_that_is_mended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(reading, "read_letter", lambda source: next(iter(())))
        found = came(mail(sender=AMARA))
    assert (found.outcome, found.why) == ("unreadable", "The program could not make sense of it; its log says where.")
    assert operations.replay(found.raw_id, now=NOW).outcome == "opened"


def test_a_mail_larger_than_is_read_is_kept(desk: Desk, settings: Settings) -> None:
    settings.MAIL_LARGEST = 10_000
    found = came(mail("x " * 10_000))
    assert (found.outcome, found.why) == ("unreadable", "It is larger than what is read.")
    settings.MAIL_LARGEST = 50_000_000
    assert operations.replay(found.raw_id, now=NOW).outcome == "opened"


def test_nuls_and_odd_charsets_are_text_on_either_engine(desk: Desk) -> None:
    head = b"From: amara@kestrel.example\nSubject: =?uft-8?q?Dr=C3=BCcker?=\nContent-Type: text/plain; charset="
    assert came(head + b"uft-8\n\nDr\xc3\xbccker\0 steht\n").text == "Drücker␀ steht"
    assert came(head + b"x-unheard-of\n\nDr\xfccker\n").text == "Drücker"
    assert came(head + b"utf-16\n\n\xd8\n").outcome == "opened"
    assert Ticket.objects.filter(subject__title="Drücker").count() == 3


def test_a_bomb_is_a_file_and_is_never_unpacked(desk: Desk) -> None:
    made = mail()
    made.add_attachment(b"PK\x03\x04" + b"\0" * 2_000_000, maintype="application", subtype="zip", filename="42.zip")
    assert came(made).files == 1


def test_what_was_left_behind_is_read_again(desk: Desk) -> None:
    from steadfast.apps.mail import queries

    raw = kept(mail())
    assert queries.unread(before=NOW + timedelta(minutes=1)) == [raw.pk]
    operations.read(raw.pk, now=NOW)
    assert queries.unread(before=NOW + timedelta(minutes=1)) == []
    assert Incoming.objects.count() == 1
