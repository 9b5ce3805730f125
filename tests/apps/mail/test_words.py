"""What a technician reads of a mail: whole paragraphs, names as they were written, pictures where they stood."""

from email.message import EmailMessage

import pytest
from django.test import Client

from steadfast.apps.desk import pictures
from steadfast.apps.desk.models import Attachment
from steadfast.apps.desk.pictures import Piece
from steadfast.apps.mail.operations.mail_seen import worded
from steadfast.apps.mail.reading import read_letter
from steadfast.apps.mail.reading.html import text_of_html
from tests import cast, factories
from tests.apps.desk.desk import Desk
from tests.apps.mail.letters import came, mail

PNG = b"\x89PNG\r\n\x1a\n"


def parts(*bodies: str, kind: str = "mixed") -> bytes:
    """Return a mail of parts, each with its own fields."""
    joined = "".join(f"--B\n{body}\n" for body in bodies)
    head = f'From: amara@kestrel.example\nSubject: Scanner\nContent-Type: multipart/{kind}; boundary="B"\n\n'
    return f"{head}{joined}--B--\n".encode()


def plain(text: str, more: str = "") -> str:
    return f"Content-Type: text/plain; charset=utf-8{more}\n\n{text}\n"


def page(text: str) -> str:
    return f"Content-Type: text/html; charset=utf-8\n\n{text}\n"


def picture(name: str, content_id: str = "") -> str:
    named = f"Content-ID: <{content_id}>\n" if content_id else ""
    head = f'Content-Type: image/png; name="{name}"\nContent-Disposition: inline; filename="{name}"\n'
    return f"{head}{named}Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"


def test_names_written_in_plain_utf8_are_read() -> None:
    source = "From: Jörg Müller <joerg@kestrel.example>\nSubject: Prüfen\nContent-Type: text/plain\n\nHallo\n"
    letter = read_letter(source.encode())
    assert (letter.sender_name, letter.sender, letter.subject) == ("Jörg Müller", "joerg@kestrel.example", "Prüfen")
    named = 'Content-Type: application/pdf; name="Prüfung.pdf"\n\nx\n'
    assert read_letter(parts(plain("See."), named)).files[0].name == "Prüfung.pdf"
    latin = source.encode("latin-1")
    assert read_letter(latin).sender_name == "Jörg Müller"


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "raw-unicode-escape"])
def test_a_codec_that_is_no_charset_is_read_as_it_stands(charset: str) -> None:
    """Python's decoder of punycode takes time by the square of what it reads."""
    assert read_letter(parts(f"Content-Type: text/plain; charset={charset}\n\nMnchen-3ya")).text == "Mnchen-3ya"


@pytest.mark.parametrize(
    ("flowed", "shown"),
    [
        ("The scanner has \nstopped.\n\nIt beeps.", "The scanner has stopped.\n\nIt beeps."),
        ("> We look \n> into it.\nThanks", "> We look into it.\nThanks"),
        (">> Deep \n> less deep", ">> Deep \n> less deep"),
        (" From here on", "From here on"),
        ("Bye \n-- \nAmara", "Bye \n-- \nAmara"),
    ],
)
def test_flowed_lines_are_paragraphs_again(flowed: str, shown: str) -> None:
    assert read_letter(parts(plain(flowed, "; format=flowed"))).text == shown


def test_a_long_gap_is_two_empty_lines() -> None:
    assert read_letter(parts(plain("Above." + "\n \n" * 20 + "Below."))).text == "Above.\n\n\nBelow."


def test_a_plain_text_that_only_points_at_the_page_gives_way_to_it() -> None:
    long = " ".join(f"word{no}" for no in range(80))
    stub = parts(plain("Please look at the page."), page(f"<p>{long}</p>"), kind="alternative")
    assert read_letter(stub).text == long
    same = parts(plain("It beeps."), page("<style>p { color: red }</style><p>It <b>beeps</b>.</p>"), kind="alternative")
    assert read_letter(same).text == "It beeps."


def test_columns_of_a_page_are_read_one_after_the_other_and_rows_of_figures_as_rows() -> None:
    columns = "<table><tr><td><p>Hello,</p><p>it beeps.</p></td><td><p>Kestrel</p><p>Room 2</p></td></tr></table>"
    assert text_of_html(columns).split("\n\n") == ["Hello,", "it beeps.", "Kestrel", "Room 2"]
    rows = "<table><tr><th>Device</th><th>Room</th></tr><tr><td>Scanner at the door</td><td>2</td></tr></table>"
    assert [line.split() for line in text_of_html(rows).splitlines()] == [
        ["Device", "Room"], ["Scanner", "at", "the", "door", "2"],
    ]  # fmt: skip


def test_a_word_in_several_spans_stays_one_word() -> None:
    assert text_of_html("<p><span>Kes</span><span>trel</span></p>") == "Kestrel"


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ('<a href="https://kestrel.example/a">the log</a>', "the log <https://kestrel.example/a>"),
        ('<a href="https://kestrel.example/">kestrel.example</a>', "kestrel.example"),
        (
            '<a href="https://elsewhere.example/">https://bank.example</a>',
            "https://bank.example <https://elsewhere.example/>",
        ),
        ('<a href="mailto:jo@marlow.example">jo@marlow.example</a>', "jo@marlow.example"),
        ('<a href="javascript:alert(1)">press</a>', "press"),
        ('<a href="https://kestrel.example/x"><img src="https://kestrel.example/x.gif"></a>', ""),
    ],
)
def test_a_link_says_where_it_leads_unless_its_words_do(link: str, shown: str) -> None:
    assert text_of_html(f"<p>{link}</p>") == shown


def test_what_somebody_passes_on_is_shown() -> None:
    below = "-----Original Message-----\nFrom: Lena <lena@oldmill.example>\nSent: Monday\nSubject: Printer\n\nIt burns."
    passed_on = read_letter(mail(f"Can you look?\n\n{below}\n", subject="FW: Printer").as_bytes())
    assert worded(passed_on) == (passed_on.text.strip(), "")
    answer = read_letter(mail(f"Can you look?\n\n{below}\n", subject="Re: Printer").as_bytes())
    assert worded(answer)[0] == "Can you look?"


def test_a_mail_in_a_mail_is_named_by_its_subject() -> None:
    made = mail("See the mail.")
    inner = EmailMessage()
    inner["Subject"], inner["From"] = "Fwd: Printer 2/3", "lena@oldmill.example"
    inner.set_content("It is on fire.")
    made.add_attachment(inner)
    del made.get_payload()[1]["Content-Disposition"]  # type: ignore[union-attr, arg-type]
    assert [file.name for file in read_letter(made.as_bytes()).files] == ["Printer 2 3.eml"]


PLACES = {
    "a page": parts(
        "Content-Type: multipart/related; boundary=C\n\n--C\n"
        + page('<p>Before</p><img src="cid:one@x"><p>after</p>') + "--C\n" + picture("scan.png", "one@x") + "--C--\n"
    ),
    "a page beside a plain text that leaves it out": parts(
        plain("Before after"),
        "Content-Type: multipart/related; boundary=C\n\n--C\n"
        + page('<p>Before</p><img alt="" src="cid:one%40x"><p>after</p>') + "--C\n" + picture("scan.png", "one@x")
        + "--C--\n",
        kind="alternative",
    ),
    "a plain text of Outlook": parts(plain("Before\n\n[cid:one@x]\n\nafter"), picture("scan.png", "one@x")),
    "a plain text of Gmail": parts(plain("Before\n\n[image: scan.png]\n\nafter"), picture("scan.png", "one@x")),
    "between texts, as Apple puts it": parts(plain("Before"), picture("scan.png"), plain("after")),
}  # fmt: skip


@pytest.mark.parametrize("way", PLACES)
def test_a_picture_leaves_a_mark_where_it_stood(way: str) -> None:
    assert read_letter(PLACES[way]).text.split() == ["Before", "[image:", "scan.png]", "after"]


def test_two_pictures_of_one_name_have_two_marks() -> None:
    body = '<img src="cid:1"><p>then</p><img src="cid:2"><p>and</p><img src="cid:gone@x">'
    letter = read_letter(parts(page(body), picture("image.png", "1"), picture("image.png", "2"), kind="related"))
    first, second, gone = "[image: image.png]", "[image: 2-image.png]", "[image: gone]"
    assert letter.text.splitlines()[::2] == [first, "then", second, "and", gone]
    assert [file.name for file in letter.files] == ["image.png", "2-image.png"]


def test_a_picture_from_elsewhere_is_never_loaded_and_says_what_it_is_called() -> None:
    assert text_of_html('<p>Hi <img src="https://elsewhere.example/p.gif" alt="Logo"></p>') == "Hi [Logo]"


def test_the_page_of_a_ticket_shows_a_picture_where_it_stood(desk: Desk) -> None:
    ticket = came(PLACES["a page"]).ticket
    assert ticket is not None
    browser = Client()
    browser.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    shown = browser.get(f"/tickets/{ticket.subject.number}/").content.decode()
    thread = shown[shown.index('<ol class="thread"') :]
    assert thread.index("Before") < thread.index("<img ") < thread.index("after")
    assert (thread.count("<img "), thread.count('class="files"'), "[image:" in thread) == (1, 0, False)


def test_only_a_picture_that_came_along_stands_in_the_words() -> None:
    scan, notes = Attachment(no=1, name="scan.png", media_type="image/png"), Attachment(no=2, name="a.pdf")
    text = "One [image: scan.png] two [image: scan.png] [image: a.pdf]"
    found = pictures.pieces(text, [scan, notes])
    assert found == [Piece("One"), Piece(picture=scan), Piece(" two [image: scan.png] [image: a.pdf]")]
    assert pictures.pieces("", [scan]) == []


def test_pictures_of_one_name_get_names_of_their_own_and_the_mail_is_read() -> None:
    same = parts(plain("See."), *(picture(name) for name in ("a.png", "3-a.png", "a.png")))
    assert [file.name for file in read_letter(same).files] == ["a.png", "3-a.png", "4-a.png"]
    long = "n" * 251 + ".png"
    twice = read_letter(parts(plain("See."), picture(long), picture(long)))
    assert [len(file.name) for file in twice.files] == [255, 255]
