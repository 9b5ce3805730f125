"""The pages of an import: send, map, plan, apply, undo, and the next export; each step is there when one comes back."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from steadfast.apps.clients.models import Client
from steadfast.apps.imports.mapping import read
from steadfast.apps.imports.models import Batch, Draft
from steadfast.foundation.jobs import worker
from tests import cast, factories

pytestmark = pytest.mark.django_db
EXPORT = """Company ID,Company Name,Time Zone,Status,Acquired
7,Kestrel Dental,Europe/London,Active,31/01/2020
8,Old Mill Bakery,Europe/Berlin,Left,28/02/2021
9,,Europe/Berlin,Active,28/02/2021
"""


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    factories.practice()


@pytest.fixture
def theo() -> Browser:
    browser, user = Browser(), factories.member(cast.THEO).user
    assert user is not None
    browser.force_login(user)
    return browser


def send(who: Browser, text: str | bytes = EXPORT, name: str = "companies.csv", **more: str) -> Any:
    content = text.encode() if isinstance(text, str) else text
    query = more.pop("query", "")
    return who.post(f"/imports/new/{query}", {"file": SimpleUploadedFile(name, content), **more})


def chosen(who: Browser, address: str) -> dict[str, Any]:
    """Return what the form of a page would send as it stands."""
    form = who.get(address).context["form"]
    return {bound.html_name: bound.value() or "" for bound in form}


def mapped(who: Browser, draft: int, source: str = "halo") -> Any:
    """Send the columns and the words as they are proposed; return the answer that follows."""
    columns = f"/imports/drafts/{draft}/columns/"
    answer = who.post(columns, chosen(who, columns) | {"act": "on", "source": source})
    assert answer.status_code == 302, answer.context["form"].errors
    if answer["Location"] == f"/imports/drafts/{draft}/plan/":
        return answer
    assert answer["Location"] == f"/imports/drafts/{draft}/words/"
    return who.post(answer["Location"], chosen(who, answer["Location"]))


def test_a_file_is_recognized_planned_applied_and_undone(theo: Browser) -> None:
    answer = send(theo)
    draft = Draft.objects.get()
    assert answer["Location"] == f"/imports/drafts/{draft.pk}/columns/"
    assert draft.kind == "clients"
    assert draft.mapping["columns"] == {
        "key": "Company ID",
        "name": "Company Name",
        "zone": "Time Zone",
        "since_on": "Acquired",
        "active": "Status",
    }
    page = theo.get(answer["Location"]).content.decode()
    assert "Kestrel Dental<br>Old Mill Bakery" in page
    assert "31/01/2020 → 31 Jan 2020<br>" in page
    body = chosen(theo, answer["Location"]) | {"form": "iso", "act": "look"}
    assert "31/01/2020 → ?" in theo.post(answer["Location"], body).content.decode()
    theo.post(answer["Location"], body | {"form": "%d/%m/%Y"})
    answer = mapped(theo, draft.pk)
    plan = answer["Location"]
    assert plan == f"/imports/drafts/{draft.pk}/plan/"
    assert "You can close this page" in theo.get(plan).content.decode()
    worker.drain()
    page = theo.get(plan).content.decode()
    assert "is empty, but every row needs it" in page
    assert not Client.objects.exists()
    refused = b"".join(theo.get(f"/imports/drafts/{draft.pk}/refused.csv").streaming_content)  # type: ignore[attr-defined]
    assert refused.decode().splitlines()[1].startswith("4,Company Name,")
    assert theo.post(f"/imports/drafts/{draft.pk}/apply/").status_code == 302
    worker.drain()
    kestrel, mill = Client.objects.order_by("name")
    assert (str(kestrel.since_on), kestrel.retired_at) == ("2020-01-31", None)
    assert mill.retired_at is not None
    batch = Batch.objects.get()
    assert theo.get(plan)["Location"] == f"/imports/{batch.pk}/"
    assert "Kestrel Dental" in theo.get(f"/imports/{batch.pk}/").content.decode()
    assert batch.created_by == factories.member(cast.THEO)
    assert "2 rows that it made are retired" in theo.get(f"/imports/{batch.pk}/undo/").content.decode()
    theo.post(f"/imports/{batch.pk}/undo/")
    worker.drain()
    assert not Client.objects.filter(retired_at=None).exists()
    assert "undone" in theo.get("/imports/").content.decode()


def applied(who: Browser) -> Batch:
    send(who)
    draft = Draft.objects.latest("pk")
    mapped(who, draft.pk)
    worker.drain()
    who.post(f"/imports/drafts/{draft.pk}/apply/")
    worker.drain()
    return Batch.objects.latest("pk")


def test_the_next_export_needs_the_file_alone_and_writes_the_difference(theo: Browser) -> None:
    first = applied(theo)
    answer = send(theo, EXPORT.replace("Kestrel Dental", "Kestrel Care"), query=f"?like={first.pk}")
    draft = Draft.objects.latest("pk")
    assert answer["Location"] == f"/imports/drafts/{draft.pk}/plan/"
    worker.drain()
    page = theo.get(answer["Location"])
    assert dict(page.context["counts"]) == {"new": 0, "changed": 1, "same": 1, "kept": 0, "refused": 1}
    assert "Kestrel Care" in page.content.decode()


def test_a_draft_waits_where_it_was_left(theo: Browser) -> None:
    send(theo)
    draft = Draft.objects.get()
    assert theo.get(f"/imports/drafts/{draft.pk}/")["Location"].endswith("/columns/")
    assert "companies.csv" in theo.get("/imports/").content.decode()
    mapped(theo, draft.pk)
    worker.drain()
    assert theo.get(f"/imports/drafts/{draft.pk}/")["Location"].endswith("/plan/")
    theo.post(f"/imports/drafts/{draft.pk}/drop/")
    theo.get("/imports/")  # says once that it is dropped
    assert "companies.csv" not in theo.get("/imports/").content.decode()
    assert theo.post(f"/imports/drafts/{draft.pk}/apply/").status_code == 302
    worker.drain()
    assert not Client.objects.exists()


def test_a_mapping_is_kept_given_away_and_chosen_again(theo: Browser) -> None:
    send(theo)
    draft = Draft.objects.get()
    mapped(theo, draft.pk)
    worker.drain()
    text = theo.get(f"/imports/drafts/{draft.pk}/mapping.toml").content.decode()
    assert read(text, "it.toml").columns["name"] == ("Company Name",)
    theo.post(f"/imports/drafts/{draft.pk}/keep/")
    send(theo, mapping="ours companies")
    again = Draft.objects.latest("pk")
    assert again.mapping == Draft.objects.get(pk=draft.pk).mapping


def test_what_is_needed_and_has_no_column_is_named(theo: Browser) -> None:
    send(theo)
    draft = Draft.objects.get()
    address = f"/imports/drafts/{draft.pk}/columns/"
    answer = theo.post(address, chosen(theo, address) | {"c-name": "", "act": "on"})
    assert answer.status_code == 422
    assert "Every row needs this" in answer.content.decode()
    answer = theo.post(address, {"act": "kind", "kind": "devices"})
    assert answer.status_code == 302
    assert Draft.objects.get().kind == "devices"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"a,b\n", "a header but no rows"),
        (b"%PDF-1.4", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"a,b\n1\n", "has 1 values; the header has 2"),
        (b"\x1f\x8b\x08\x00garbage", "damaged"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_the_reason(theo: Browser, content: bytes, words: str) -> None:
    answer = send(theo, content)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Draft.objects.exists()


def test_an_import_that_cannot_be_planned_says_why_and_can_be_mended(theo: Browser) -> None:
    send(theo, "id,name,type\n1,PC,boat\n", kind="devices")
    draft = Draft.objects.get()
    address = f"/imports/drafts/{draft.pk}/columns/"
    theo.post(
        address, chosen(theo, address) | {"d-client": "Kestrel Dental", "c-kind": "type", "source": "halo", "act": "on"}
    )
    words = f"/imports/drafts/{draft.pk}/words/"
    assert "boat" in theo.get(words).content.decode()
    theo.post(words, {"v-kind-0": "other"})
    worker.drain()
    plan = theo.get(f"/imports/drafts/{draft.pk}/plan/")
    assert "No client is called that" in plan.content.decode()
    factories.client(cast.KESTREL)
    theo.post(f"/imports/drafts/{draft.pk}/plan/")
    worker.drain()
    assert dict(theo.get(f"/imports/drafts/{draft.pk}/plan/").context["counts"])["new"] == 1


def test_tickets_are_planned_from_a_log_that_a_mapping_knows(theo: Browser) -> None:
    text = (
        "case_id,activity,resource,timestamp,seriousness_2,customer,workgroup,product,service_type\n"
        "C1,Insert ticket,Value 1,2012-10-09T14:50:17+02:00,Value 1,Value 1,Value 1,Value 3,Value 1\n"
        "C1,Closed,Value 1,2012-11-09T12:54:39+01:00,Value 1,Value 1,Value 1,Value 3,Value 1\n"
    )
    send(theo, text, "log.csv")
    draft = Draft.objects.get()
    assert (draft.kind, draft.mapping["name"]) == ("tickets", "helpdesk-italy")
    answer = mapped(theo, draft.pk)
    worker.drain()
    page = theo.get(answer["Location"])
    assert dict(page.context["counts"])["new"] == 1
    theo.post(f"/imports/drafts/{draft.pk}/apply/")
    worker.drain()
    batch = Batch.objects.get()
    assert (batch.kind, batch.state) == ("tickets", "shown")
    assert "Again, with the next export" in theo.get(f"/imports/{batch.pk}/").content.decode()


def test_a_bad_row_of_tickets_is_left_out_by_choice_alone(theo: Browser) -> None:
    text = (
        "Ticket Number,Title,Account,Contact,Status,Queue,Primary Resource,Create Date,Complete Date\n"
        "T1,Printer,Kestrel Dental,Amara Ruiz,Waiting Customer,Desk,Ines,2026-11-02 09:00,\n"
        "T1,Mail,Marlow Freight,,Complete,Desk,Ines,2026-11-02 09:00,2026-11-03 09:00\n"
    )
    send(theo, text, "tickets.csv")
    draft = Draft.objects.get()
    plan = mapped(theo, draft.pk)["Location"]
    worker.drain()
    page = theo.get(plan)
    assert (dict(page.context["counts"])["new"], dict(page.context["counts"])["refused"]) == (1, 1)
    assert "1 row is refused, so nothing is imported unless you leave it out" in page.content.decode()
    theo.post(f"/imports/drafts/{draft.pk}/apply/")
    worker.drain()
    assert not Batch.objects.exists()
    assert "row 3, column Ticket Number" in theo.get(plan).content.decode()
    theo.post(f"/imports/drafts/{draft.pk}/apply/", {"skip_bad_rows": "yes"})
    worker.drain()
    batch = Batch.objects.get()
    page = theo.get(f"/imports/{batch.pk}/").content.decode()
    assert "1 refused row as CSV" in page
    listed = b"".join(theo.get(f"/imports/drafts/{draft.pk}/refused.csv").streaming_content)  # type: ignore[attr-defined]
    assert listed.decode().splitlines()[1].startswith("3,Ticket Number,T1,")


def test_the_system_is_the_one_before_or_what_the_columns_betray_and_never_the_name_of_the_file(theo: Browser) -> None:
    send(theo)
    assert Draft.objects.latest("pk").source == ""
    send(theo, "Asset Tag,Item Name,Company,Model name,Manufacturer\nA,B,Kestrel Dental,T14,Lenovo\n", "list.csv")
    assert Draft.objects.latest("pk").source == "snipe-it"
    applied(theo)
    send(theo, name="next.csv")
    assert Draft.objects.latest("pk").source == "halo"
    send(theo, "Account ID,Account Name,Primary Resource\n7,Kestrel Dental,Ines\n", kind="clients")
    assert Draft.objects.latest("pk").source == "autotask"  # another product than the one before


def test_nobody_is_asked_for_words_that_are_ours_already(theo: Browser) -> None:
    send(theo, "id,company,active\n7,Kestrel Dental,yes\n", kind="clients")
    draft = Draft.objects.get()
    address = f"/imports/drafts/{draft.pk}/columns/"
    answer = theo.post(address, chosen(theo, address) | {"source": "halo", "act": "on"})
    assert answer["Location"] == f"/imports/drafts/{draft.pk}/plan/"


def test_the_plan_of_tickets_says_whom_it_would_make(theo: Browser) -> None:
    factories.client(cast.KESTREL)
    text = (
        "Ticket Number,Title,Account,Contact,Status,Queue,Primary Resource,Create Date,Complete Date\n"
        "T1,Printer,Kestrel Dental,Amara Ruiz,Waiting Customer,Desk,Ines,2026-11-02 09:00,\n"
        "T2,Mail,Marlow Freight,,Complete,Desk,Ines,2026-11-02 09:00,2026-11-03 09:00\n"
    )
    send(theo, text, "tickets.csv")
    answer = mapped(theo, Draft.objects.get().pk)
    worker.drain()
    page = theo.get(answer["Location"])
    made = {label: (n, first) for label, n, first in page.context["makes"]}
    assert made["Clients"] == (1, ["Marlow Freight"])
    assert made["Teams"] == (1, ["Desk"])
    (first, *_rest) = page.context["sample"]
    assert ("State", "", "waiting for the client") in first.cells
    assert ("Opened", "", "2 Nov 2026 09:00") in first.cells


def test_where_every_row_is_refused_the_page_offers_no_import(theo: Browser) -> None:
    send(theo, "id,company,zone\n7,Kestrel Dental,Mars/Base\n", kind="clients")
    answer = mapped(theo, Draft.objects.get().pk)
    worker.drain()
    page = theo.get(answer["Location"]).content.decode()
    assert "Every row is refused" in page
    assert "/apply/" not in page


def test_a_file_of_two_gigabytes_is_refused_before_it_is_sent_and_the_limit_is_named(theo: Browser) -> None:
    answer = theo.generic("POST", "/imports/new/", b"", CONTENT_LENGTH=str(2 << 30))
    assert answer.status_code == 413
    assert "At most 1 GB is taken" in answer.content.decode()


def test_a_page_of_tickets_says_that_a_column_for_the_opening_is_needed(theo: Browser) -> None:
    send(theo, "Ticket Number,Title,Status,Created\nT1,Printer,Open,2026-11-02\n", kind="tickets")
    address = f"/imports/drafts/{Draft.objects.get().pk}/columns/"
    assert "Opened *" in theo.get(address).content.decode()
    answer = theo.post(address, chosen(theo, address) | {"c-opened_at": "", "act": "on", "source": "halo"})
    assert answer.status_code == 422
    assert "Say which column holds when it was opened." in answer.content.decode()
    assert ".toml" not in answer.content.decode().split("<form")[2]


TICKET = (
    "Ticket Number,Title,Account,Contact,Status,Queue,Primary Resource,Create Date,Complete Date\n"
    "T1,Printer,Kestrel Dental,,Complete,Desk,Ines,2026-11-02 09:00,2026-11-03 09:00\n"
)


def test_a_plan_that_the_ground_has_left_behind_is_made_anew_and_says_so(theo: Browser) -> None:
    send(theo, "id,company,zone\n7,Kestrel Dental,Europe/London\n", kind="clients")
    clients = Draft.objects.get()
    plan = mapped(theo, clients.pk)["Location"]
    worker.drain()
    send(theo, TICKET, "tickets.csv")
    tickets = Draft.objects.latest("pk")
    mapped(theo, tickets.pk)
    worker.drain()
    for draft in (tickets, clients):
        theo.post(f"/imports/drafts/{draft.pk}/apply/")
        worker.drain()
    page = theo.get(plan)
    assert dict(page.context["counts"])["refused"] == 1
    assert "What is here has changed since this was planned" in page.content.decode()
    assert "What it had written is there" not in page.content.decode()


def test_an_import_of_clients_fills_those_that_tickets_made_along(theo: Browser) -> None:
    send(theo, TICKET, "tickets.csv")
    mapped(theo, Draft.objects.get().pk)
    worker.drain()
    theo.post(f"/imports/drafts/{Draft.objects.get().pk}/apply/")
    worker.drain()
    zone = "Pacific/Auckland"
    assert Client.objects.get().zone != zone
    send(theo, f"id,company,zone\n7,Kestrel Dental,{zone}\n", kind="clients")
    draft = Draft.objects.latest("pk")
    columns = f"/imports/drafts/{draft.pk}/columns/"
    theo.post(columns, chosen(theo, columns) | {"act": "look", "match": "name", "source": "autotask"})
    plan = mapped(theo, draft.pk)["Location"]
    worker.drain()
    counts = dict(theo.get(plan).context["counts"])
    assert (counts["changed"], counts["kept"], counts["refused"]) == (1, 0, 0)
    theo.post(f"/imports/drafts/{draft.pk}/apply/")
    worker.drain()
    assert Client.objects.get().zone == zone
