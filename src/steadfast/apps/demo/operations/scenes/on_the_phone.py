"""The phone: a call that became a ticket with a promise, and two missed: of somebody we know, of nobody we know."""

import json

from steadfast.apps.calls import operations as calls
from steadfast.apps.calls.models import Call, Extension, PhoneSystem
from steadfast.apps.clients import operations as clients
from steadfast.apps.demo.operations.day import HOUR, MINUTE, Day, member
from steadfast.apps.desk import operations as desk
from steadfast.apps.identity.models import Person

SYSTEM = "Telephones of the desk"
EXTENSIONS = {"Theo": "20", "Ines": "21", "Kofi": "22"}
NUMBERS = {  # kept free for stories: by Ofcom in London, by the Bundesnetzagentur in Berlin
    "Amara Ruiz": "+44 20 7946 0112",
    "Jo Marlow": "+44 20 7946 0145",
    "Sam Okafor": "+44 20 7946 0146",
    "Lena Brandt": "+49 30 23125 017",
}
STRANGER = "+44 20 7946 0177"


def rings(day: Day) -> None:
    """Let the telephone system tell of three calls of this morning."""
    system = PhoneSystem.objects.first() or _installed(day)
    _answered(day, system)
    _post(day, system, "missed-1", "ringing", NUMBERS["Amara Ruiz"], 26 * MINUTE)
    _post(day, system, "missed-1", "missed", NUMBERS["Amara Ruiz"], 25 * MINUTE)
    _post(day, system, "missed-2", "ringing", STRANGER, 55 * MINUTE)
    _post(day, system, "missed-2", "missed", STRANGER, 54 * MINUTE)


def _installed(day: Day) -> PhoneSystem:
    """Write down who has which number, and let the telephone system in."""
    then = day.ago(100 * HOUR)
    system, _token = calls.add_system(SYSTEM, actor=member("Theo"), now=then)
    for name, number in EXTENSIONS.items():
        if not Extension.objects.filter(number=number).exists():
            calls.set_extension(number, actor=member(name))
    for one in Person.objects.filter(name__in=NUMBERS, phone="", party__client__isnull=False).select_related("party"):
        said = {"phone": NUMBERS[one.name]}
        clients.change_contact(one.party.client, one, said, actor=member("Theo"), now=then)
    return system


def _answered(day: Day, system: PhoneSystem) -> None:
    """Ines takes a call, opens a ticket while they talk, and promises something in the same breath."""
    number, ines = NUMBERS["Lena Brandt"], member("Ines")
    _post(day, system, "talk", "ringing", number, 78 * MINUTE, EXTENSIONS["Ines"])
    call = _post(day, system, "talk", "answered", number, 77 * MINUTE, EXTENSIONS["Ines"])
    if call is None or call.person is None:
        return
    taken = calls.Taken(
        person=call.person, title="Label printer in the bakery prints every label twice",
        text="Since the last update each label comes out twice. The shop opens at six.", impact=3, urgency=2,
        promise="Call Lena Brandt with the setting that stops it", promise_due=day.ahead(3 * HOUR), call_id=call.pk,
    )  # fmt: skip
    ticket, _kept = calls.take(taken, seen=desk.Seen(), actor=ines, now=day.ago(74 * MINUTE))
    desk.take(ticket.pk, actor=ines, now=day.ago(74 * MINUTE))
    _post(day, system, "talk", "ended", number, 73 * MINUTE, EXTENSIONS["Ines"])


def _post(
    day: Day, system: PhoneSystem, call: str, event: str, number: str, ago: int, extension: str = ""
) -> Call | None:
    """Post what the telephone system tells, and hear it."""
    at = day.ago(ago)
    name = f"{day.now:%Y%m%d}-{call}"
    told = {"event": event, "call": name, "direction": "in", "from": number, "extension": extension}
    return calls.hear(calls.keep(system, json.dumps(told).encode(), now=at).pk, now=at)
