"""Exports of other systems are recognized by their headers: which column is which field, by what, and their words."""

from pathlib import Path
from typing import Any

import pytest

from steadfast.apps.clients.models.device import KINDS
from steadfast.apps.imports.forms import ColumnsForm
from steadfast.apps.imports.guessing import headers, meanings, products, profile, proposal

EXPORTS = {
    "contacts": (
        "Contact ID,First Name,Last Name,Company,Email Address,Direct Phone,Disabled?\n"
        "70,Amara,Ruiz,Kestrel Dental,amara@kestrel.example,020 7946 0000,No\n",
        {"key": "Contact ID", "name": "First Name + Last Name", "client": "Company", "email": "Email Address",
         "phone": "Direct Phone", "active": "Disabled?"},
    ),
    "devices": (
        "Asset Tag,Item Name,Company,Category,Model name,Manufacturer,S/N,Assigned To,Purchase Date,Warranty Expires\n"
        "PC-1,Reception,Kestrel Dental,Laptop,T14,Lenovo,KD1,amara@kestrel.example,2024-03-01,2027-03-01\n",
        {"key": "Asset Tag", "name": "Item Name", "client": "Company", "kind": "Category", "model": "Model name",
         "maker": "Manufacturer", "serial": "S/N", "user": "Assigned To", "bought_on": "Purchase Date",
         "warranty_until": "Warranty Expires"},
    ),
    "tickets": (
        "Ticket Number,Title,Account,Status,Priority,Queue,Primary Resource,Create Date,Complete Date\n"
        "T2026.1,Printer,Kestrel Dental,Waiting Customer,High,Desk,Ines,2026-11-02 09:00,\n",
        {"key": "Ticket Number", "title": "Title", "client": "Account", "state": "Status", "priority": "Priority",
         "team": "Queue", "owner": "Primary Resource", "opened_at": "Create Date", "closed_at": "Complete Date"},
    ),
}  # fmt: skip


def profiled(folder: Path, text: str) -> profile.Profile:
    path = folder / "export.csv"
    path.write_text(text)
    return profile.of(path)


@pytest.mark.parametrize("kind", EXPORTS)
def test_an_export_is_recognized_by_its_headers(tmp_path: Path, kind: str) -> None:
    text, columns = EXPORTS[kind]
    found = profiled(tmp_path, text)
    assert proposal.kind_of(found, ("clients", "contacts", "sites", "devices", "agreements", "tickets")) == kind
    assert proposal.proposed(kind, found, name="x", zone="UTC")["columns"] == columns


@pytest.mark.parametrize(
    ("header", "field", "why"),
    [
        ("Disabled?", "active", "named"),
        ("Primary Direct Phone", "phone", "words"),
        ("Reception Telephone", "phone", "word"),
        ("Login mail of theirs", "email", "values"),
        ("Favourite color", "phone", ""),
    ],
)
def test_a_column_says_by_what_it_was_told(header: str, field: str, why: str) -> None:
    (wanted,) = (one for one in proposal.fields_of("contacts") if one.name == field)
    samples = ["amara@kestrel.example"] if field == "email" else ["yes", "no"]
    column = profile.Column(header, samples, samples)
    assert headers.fits("contacts", wanted, column).why == why


def test_a_column_that_says_the_opposite_is_turned_round(tmp_path: Path) -> None:
    found = profiled(tmp_path, "id,name,company,disabled\n1,A,B,yes\n2,C,B,no\n")
    body = proposal.proposed("contacts", found, name="x", zone="UTC")
    assert body["values"]["active"] == {"yes": False, "no": True}


@pytest.mark.parametrize(
    ("kind", "field", "word", "ours"),
    [
        ("devices", "kind", "Laptop", "computer"),
        ("devices", "kind", "Windows Server", "server"),
        ("devices", "kind", "Workstation", "computer"),
        ("devices", "kind", "Managed Switch", "network"),
        ("devices", "kind", "Network printer", "printer"),
        ("devices", "kind", "Smartphone", "phone"),
        ("devices", "kind", "boat", None),
        ("tickets", "state", "Awaiting Vendor", "waiting supplier"),
        ("tickets", "state", "Waiting on Client", "waiting client"),
        ("tickets", "state", "On Hold", "waiting client"),
        ("tickets", "state", "Customer Updated", "in progress"),
        ("tickets", "state", "Work in progress", "in progress"),
        ("tickets", "state", "Completed", "resolved"),
        ("tickets", "state", "Cancelled", "closed"),
        ("tickets", "priority", "Priority 2 - High", "P2"),
        ("tickets", "priority", "Critical", "P1"),
        ("tickets", "impact", "1 - High", 1),
        ("devices", "active", "Deployed", True),
        ("devices", "active", "Inactive", False),
        ("devices", "active", "Retired", False),
    ],
)
def test_words_of_other_systems_are_guessed(kind: str, field: str, word: str, ours: Any) -> None:
    (wanted,) = (one for one in proposal.fields_of(kind) if one.name == field)
    assert meanings.meant(kind, wanted, word) == ours


def test_every_guess_of_a_kind_is_one_of_ours() -> None:
    (kind,) = (one for one in proposal.fields_of("devices") if one.name == "kind")
    assert {value for value, _ in kind.choices} == set(KINDS)


def test_columns_betray_the_product() -> None:
    assert products.product(["Ticket Number", "Primary Resource", "Queue"]) == "autotask"
    assert products.product(["Asset Tag", "Item Name", "Model name", "Manufacturer"]) == "snipe-it"
    assert products.product(["id", "name"]) == ""


def test_a_header_that_stands_there_again_and_empty_lines_are_no_rows(tmp_path: Path) -> None:
    """Exports of several pages repeat it; some end in lines of delimiters alone."""
    found = profiled(tmp_path, "id;name\n1;A\n;\nid;name\n2;B\n;;\n".replace(";;", ";"))
    assert [column.samples for column in found.columns] == [["1", "2"], ["A", "B"]]


def test_the_form_of_dates_is_told_by_all_of_them_and_not_by_the_first_three(tmp_path: Path) -> None:
    """The fourth row alone says that the month comes first."""
    rows = "".join(f"{n},PC,B,03/{n:02d}/2024\n" for n in range(1, 14))
    found = profiled(tmp_path, f"asset tag,device name,company,purchase date\n{rows}")
    assert proposal.proposed("devices", found, name="x", zone="UTC")["dates"]["formats"] == ["%m/%d/%Y"]


def test_where_day_and_month_could_be_either_that_is_said(tmp_path: Path) -> None:
    found = profiled(tmp_path, "asset tag,device name,company,purchase date\n1,PC,B,03/04/2024\n")
    body = proposal.proposed("devices", found, name="x", zone="UTC")
    form = ColumnsForm(None, fields=proposal.fields_of("devices"), profile=found, body=body)
    assert form.may_be_turned()
    body["dates"]["formats"] = ["iso"]
    assert not ColumnsForm(None, fields=proposal.fields_of("devices"), profile=found, body=body).may_be_turned()


def test_a_column_of_dates_stays_one_though_a_row_of_it_is_bad(tmp_path: Path) -> None:
    rows = [f"H-{day},Printer,Open,{day:02}/11/2026 09:00" for day in range(1, 31)]
    rows[0] = "H-1,Printer,Open,yesterday"
    found = profiled(tmp_path, "Number,Title,Status,Opened,Closed\n" + ",\n".join(rows) + ",\n")
    body = proposal.proposed("tickets", found, name="it", zone="UTC")
    assert (body["columns"]["opened_at"], body["dates"]["formats"]) == ("Opened", ["%d/%m/%Y %H:%M"])
    words = profiled(tmp_path, "Opened\n" + "\n".join(["01/11/2026", "soon", "later", "02/11/2026"]) + "\n")
    assert words.columns[0].forms == []


def test_first_reply_is_when_it_was_first_answered(tmp_path: Path) -> None:
    found = profiled(tmp_path, "Number,Opened,First reply\nH-1,2026-11-02,2026-11-02\n")
    assert proposal.proposed("tickets", found, name="it", zone="UTC")["columns"]["first_response_at"] == "First reply"
