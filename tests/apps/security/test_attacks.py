"""What somebody clever would type: names that write headers or lines of the log, patterns that never end, other ids."""

import logging
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from steadfast.apps.agreements import hours_text
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.forms import together
from steadfast.apps.desk.models import Attachment
from steadfast.apps.desk.queries import canned, filters
from steadfast.apps.identity.models import Person, User
from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.guessing import headers
from steadfast.apps.imports.reading.opening import open_table
from steadfast.domain.commitment import typed
from steadfast.domain.commitment.typed_promise import reading
from steadfast.domain.working_time import Hours
from steadfast.foundation.files import names, store
from steadfast.foundation.files.arriving import arrived_from
from steadfast.foundation.search import asking
from tests import cast, factories
from tests.apps.access import world
from tests.apps.desk.desk import Desk
from tests.fuzz.files import LAUGHS, XXE

pytestmark = pytest.mark.django_db
OURS = Hours.from_dict(dict(factories.OFFICE_HOURS))
LONG = 20_000


def promise(text: str) -> object:
    return reading.read(text, now=factories.NOW, zone=ZoneInfo("UTC"), hours=OURS)


def quietly(read: Callable[[str], object]) -> Callable[[str], object]:
    def called(text: str) -> object:
        try:
            return read(text)
        except ValueError:
            return None

    return called


READERS: dict[str, Callable[[str], object]] = {
    "promise": promise,
    "search": lambda text: asking.read(text, frozenset({"client"})),
    "duration": quietly(typed.seconds),
    "calendar duration": quietly(typed.calendar_seconds),
    "hours": quietly(hours_text.read),
    "canned": canned.unknown,
    "heading": headers.plain,
    "mail": headers.MAIL.fullmatch,
    "ticket": together.NUMBER.fullmatch,
    "filter": filters.NUMBER.fullmatch,
    "file name": names.harmless,
}
PIECES = (
    "a",
    "1",
    " ",
    "to ",
    "for with ",
    "1h",
    "1:",
    "a@",
    "a.",
    "@.",
    '"',
    "{{",
    "{{a",
    "A b ",
    "-",
    "\t\n",
    "1-1 ",
    "é",
)


@pytest.mark.parametrize("reader", READERS)
def test_no_pattern_takes_long_over_a_long_text(reader: str) -> None:
    for piece in PIECES:
        for text in (piece * (LONG // len(piece)), piece * (LONG // len(piece)) + "!"):
            began = time.process_time()
            READERS[reader](text)
            assert time.process_time() - began < 1, repr(piece)


@pytest.mark.parametrize("path", ["/nowhere\nINFO all is well/", "/tickets/\r\n\x1b[2Jx/", "/\u2028INFO x/"])
def test_an_address_writes_no_line_of_its_own_into_the_log(
    client: Client, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    with caplog.at_level(logging.WARNING):
        assert client.get(path).status_code == 404
    lines = [record.getMessage() for record in caplog.records]
    assert lines
    assert not any(sign in line for line in lines for sign in "\n\r\x1b\u2028")


@pytest.mark.parametrize("name", ["Jo\nINFO all is well", "Jo\r\nX", "Jo\x1b[2J", "Jo\u2028x"])
def test_a_name_writes_no_line_of_its_own_into_the_log(
    client: Client, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    jo = factories.contact(cast.MARLOW)
    client.force_login(jo.user)  # type: ignore[arg-type]
    client.post("/me/", {"name": name, "zone": "Europe/London", "language": ""})
    with caplog.at_level(logging.WARNING):
        assert client.get("/people/").status_code == 403
    text = "".join(logging.Formatter().format(record) for record in caplog.records)
    assert name not in text
    assert not any(sign in Person.objects.get(pk=jo.pk).name for sign in "\n\r\x1b\u2028")


NOT_THEIRS = ("is_active", "is_superuser", "client", "client_id", "party", "party_id", "user", "id", "pk", "left_at")


def test_a_profile_takes_nothing_but_its_own_fields(client: Client) -> None:
    jo = factories.contact(cast.MARLOW)
    before = facts(jo)
    client.force_login(jo.user)  # type: ignore[arg-type]
    said = {"name": "Jo Marlow", "zone": "Europe/London", "language": "", **dict.fromkeys(NOT_THEIRS, "1")}
    assert client.post("/me/", {**said, "roles": "owner", "email": "nora@harbor.example"}).status_code == 302
    assert facts(jo) == before
    assert client.get("/people/").status_code == 403


def facts(of: Person) -> tuple[object, ...]:
    """Return what a person may not set about themselves."""
    account = User.objects.values("email", "is_active", "password", "person").get(person=of.pk)
    person = Person.objects.filter(pk=of.pk).values().get()
    return (
        account,
        {k: v for k, v in person.items() if k not in {"name", "zone", "language", "changed_at"}},
        list(factories.actor(Person.objects.get(pk=of.pk)).permissions),
    )


THEIRS = (
    "/portal/tickets/{ticket}/",
    "/calendars/{calendar}.ics",
    "/register/{promise}/",
    "/files/{file}/offer.txt",
)


def test_what_is_anothers_looks_like_what_is_not_there_and_costs_the_same(client: Client) -> None:
    words = world.build()
    client.force_login(factories.contact(cast.MARLOW).user)  # type: ignore[arg-type]
    client.get("/")
    for address in THEIRS:
        there, costs = asked(client, address.format(**words))
        nowhere, other_costs = asked(client, address.format_map(dict.fromkeys(words, 987_654)))
        assert there == nowhere, address
        assert costs == other_costs, address


def asked(client: Client, address: str) -> tuple[tuple[int, int], int]:
    """Return status and length of an answer, and how often it asked the database."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(address)
    return (answer.status_code, len(answer.content.decode().replace(address, ""))), len(queries)


@pytest.mark.parametrize(
    "name",
    ['a"; filename="b.exe', "a\r\nSet-Cookie: x=y.txt", "../../x.txt", "a\u202etxt.exe", "ä\u2028.txt", "%0d%0a.txt"],
)
def test_the_name_of_a_download_writes_no_header(client: Client, name: str, tmp_path: Path, settings: object) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    ticket = Desk().open()
    file, handle = arrived_from(b"x", name)
    desk.reply(
        ticket.pk, text="See the file.", files=[file], actor=factories.actor(factories.member()), now=factories.NOW
    )
    store.drop(handle)
    client.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    answer = client.get(f"/files/{Attachment.objects.get().pk}/x")
    said = answer["Content-Disposition"]
    assert said.startswith("attachment;")
    assert said.count('"') in {0, 2}
    assert not any(sign in said for sign in "\r\n/\\\u202e\u2028")
    assert "Set-Cookie" not in answer.headers


def test_what_a_client_wrote_is_not_filled_in_a_second_time() -> None:
    stage = Desk()
    ticket = stage.open()
    contact = factories.contact()
    contact.name = "{{practice}} {{owner}}"
    ticket.contact = contact
    place = canned.Place(ticket, "Harbor IT", stage.ines, factories.NOW)
    assert canned.filled("Dear {{contact}}", place) == "Dear {{practice}} {{owner}}"
    assert canned.filled("{{settings.SECRET_KEY}} {% debug %}", place) == "{{settings.SECRET_KEY}} {% debug %}"


def workbook(part: str, content: bytes) -> bytes:
    """Return a workbook with one part put in another's place."""
    book, made, bent = openpyxl.Workbook(), BytesIO(), BytesIO()
    book.active.append(["id", "name"])  # type: ignore[union-attr]
    book.active.append(["1", "Kestrel"])  # type: ignore[union-attr]
    book.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(bent, "w") as to:
        for item in source.infolist():
            to.writestr(item.filename, content if item.filename == part else source.read(item))
    return bent.getvalue()


@pytest.mark.parametrize("evil", [XXE, LAUGHS], ids=["entity of a file", "billion laughs"])
@pytest.mark.parametrize("part", ["", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_no_document_reads_a_file_of_ours_or_grows_without_end(tmp_path: Path, part: str, evil: bytes) -> None:
    file = tmp_path / "log"
    file.write_bytes(workbook(part, evil) if part else evil)
    began = time.process_time()
    with pytest.raises(Fault) as caught:
        list(open_table(file).rows)
    assert "root:" not in str(caught.value)
    assert time.process_time() - began < 2
