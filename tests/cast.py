"""The cast: Harbor IT and the people around it. Tests and the demo practice know nobody else.

Each has a meaning: Nora may do all, Theo runs the desk, Ines and Kofi work on tickets, Mara sells, Sam keeps the books.
Kestrel Dental is committed, Marlow Freight pays late, Old Mill Bakery is leaving; Bluefin Networks is the partner.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    name: str
    role: str
    email: str


@dataclass(frozen=True)
class Contact:
    name: str
    email: str
    phone: str = ""


@dataclass(frozen=True)
class Client:
    name: str
    zone: str
    sites: tuple[str, ...]
    contacts: tuple[Contact, ...]


PRACTICE = "Harbor IT"
ZONE = "Europe/London"
CURRENCY = "GBP"

NORA = Member("Nora", "owner", "nora@harbor.example")
THEO = Member("Theo", "service manager", "theo@harbor.example")
INES = Member("Ines", "technician", "ines@harbor.example")
KOFI = Member("Kofi", "technician", "kofi@harbor.example")
MARA = Member("Mara", "sales", "mara@harbor.example")
SAM = Member("Sam", "bookkeeper", "sam@harbor.example")
MEMBERS = (NORA, THEO, INES, KOFI, MARA, SAM)

KESTREL = Client(
    "Kestrel Dental", "Europe/London", ("Harlow Street",), (Contact("Amara Ruiz", "amara@kestrel.example"),)
)
MARLOW = Client(
    "Marlow Freight",
    "Europe/London",
    ("Gate 4", "Harlow Street depot"),
    (Contact("Jo Marlow", "jo@marlow.example"), Contact("Sam Okafor", "sam@marlow.example")),
)
OLD_MILL = Client(
    "Old Mill Bakery", "Europe/Berlin", ("Shop", "Bakery"), (Contact("Lena Brandt", "lena@oldmill.example"),)
)
CLIENTS = (KESTREL, MARLOW, OLD_MILL)

PARTNER = "Bluefin Networks"

TEAM = "Desk"  # duty owner: Theo
