"""Mails of a small practice: half open tickets, half answer them; each with a quote, every tenth with a file."""

import time
from collections import Counter
from email.message import EmailMessage
from statistics import median
from typing import Any

from steadfast.apps.clients.operations import add_contact, make_client
from steadfast.apps.identity import operations as identity
from steadfast.apps.mail import operations
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM

CONTACTS = 20
QUOTE = "\n\nOn Mon, 2 Mar 2026 at 10:00, Desk <desk@practice.example> wrote:\n> We look at it.\n"


def measure(count: int) -> dict[str, Any]:
    """Keep and read so many mails; return mails a second and milliseconds of each step."""
    now = clock.now()
    owner = identity.found(identity.Founding("Practice", "UTC", "EUR", "Owner", "owner@practice.example"), now=now)
    identity.make_team(name="Desk", duty_owner=owner, members=[owner], actor=SYSTEM, now=now)
    client = make_client("Client", "UTC", actor=SYSTEM, now=now)
    for no in range(CONTACTS):
        add_contact(client, f"Contact {no}", email=f"c{no}@client.example", actor=SYSTEM, now=now)
    sources = [_mail(no) for no in range(count)]
    kept, read, outcomes = [], [], Counter[str]()
    begin, cpu = time.perf_counter(), time.process_time()
    for no, source in enumerate(sources):
        start = time.perf_counter()
        raw = operations.keep(source, box_id=None, came_by="file", key=str(no), now=clock.now())
        middle = time.perf_counter()
        outcomes[operations.read(raw.pk, now=clock.now()).outcome] += 1
        kept.append(middle - start)
        read.append(time.perf_counter() - middle)
    seconds = time.perf_counter() - begin
    return {
        "mails": count,
        "per_second": round(count / seconds, 1),
        "cpu_ms": round((time.process_time() - cpu) * 1000 / count, 1),
        "keep_ms": round(median(kept) * 1000, 1),
        "read_ms": round(median(read) * 1000, 1),
        "outcomes": dict(outcomes),
    }


def _mail(no: int) -> bytes:
    made = EmailMessage()
    made["From"], made["To"] = f"Contact <c{no // 2 % CONTACTS}@client.example>", "desk@practice.example"
    made["Message-ID"], made["Date"] = f"<{no}@client.example>", "Mon, 2 Mar 2026 10:00:00 +0000"
    made["Subject"] = f"Fault {no // 2}"
    if no % 2:
        made["In-Reply-To"] = f"<{no - 1}@client.example>"
    made.set_content("It happens each morning, as soon as the second one signs in.\n" * 5 + QUOTE)
    if no % 10 == 0:
        made.add_attachment(f"log {no}\n".encode() * 500, maintype="text", subtype="csv", filename="log.csv")
    return made.as_bytes()
