"""Everybody finds what they may see, all of it and nothing else; the index itself knows it, not only the page."""

from itertools import combinations

import pytest

from steadfast.foundation.actor import Actor
from steadfast.foundation.search import asking, finding, keeping, keys, sight, sources
from steadfast.foundation.search.engines import engine
from tests import cast, factories
from tests.apps.search import world

pytestmark = pytest.mark.django_db
NAMES = ("kestrel", "amara", "marlow", "lantern", "dental")


def readers() -> dict[str, Actor]:
    """Return every role, contacts of two clients, and two members with fewer permissions of an own role."""
    members = {who.role: factories.actor(factories.member(who)) for who in cast.MEMBERS}
    contacts = {who.name: factories.actor(factories.contact(who)) for who in (cast.KESTREL, cast.MARLOW)}
    ines = members["technician"]
    own = {
        "no tickets": ines.permissions - {"tickets.view"},
        "tickets only": frozenset({"tickets.view"}),
        "no clients": ines.permissions - {"clients.view", "devices.view"},
    }
    less = {name: Actor(ines.person_id, ines.party_id, name, held) for name, held in own.items()}
    return {**members, **contacts, **less}


def found(text: str, actor: Actor) -> set[world.Key]:
    """Return what the index alone finds."""
    seen = sight.of(actor)
    if seen.is_blind:
        return set()
    hits = [keys.read(key) for key in engine().find(asking.read(text).phrases, seen, limit=1_000)]
    return {(source.name, each.ref) for each in hits if (source := sources.of(each.code))}


def test_the_index_finds_what_each_reader_may_see_and_no_more() -> None:
    world.build()
    keeping.catch_up_fully()
    asked = [*((word,) for word in (*world.PLANTED, *NAMES)), *combinations(world.PLANTED, 2), ("toner", "kestrel")]
    everything = 0
    for name, actor in readers().items():
        for words in asked:
            wanted = world.expected(words, actor)
            everything += len(wanted)
            assert found(" ".join(f'"{word}"' for word in words), actor) == wanted, (name, words)
    assert everything > 1_000


def test_the_page_shows_what_the_index_found() -> None:
    world.build()
    keeping.catch_up_fully()
    for name, actor in readers().items():
        for word in world.PLANTED:
            answer = finding.answer(f'"{word}"', actor=actor)
            assert answer.count == len(world.expected((word,), actor)), (name, word)
            assert len(answer.shown) == min(answer.count, len(answer.shown)), (name, word)


def test_a_contact_does_not_even_learn_that_a_note_has_a_word() -> None:
    from steadfast.apps.desk.operations import note

    ticket = factories.ticket()
    ines = factories.actor(factories.member(cast.INES))
    note(ticket.pk, text="They owe us for the periscope.", actor=ines, now=factories.NOW)
    keeping.catch_up_fully()
    assert found("periscope", ines) == {("ticket", ticket.pk)}
    amara = factories.actor(factories.contact(cast.KESTREL))
    for text in ("periscope", "peri", '"the periscope"', "phones periscope", "inside:periscope", "tokens:o"):
        assert found(text, amara) == set()
        assert finding.answer(text, actor=amara).shown == []


def test_who_is_not_signed_in_finds_nothing() -> None:
    factories.ticket()
    keeping.catch_up_fully()
    nobody = Actor(None, None, "", frozenset({"tickets.view", "clients.view"}))
    assert found("phones", nobody) == set()
    assert finding.answer("T-1", actor=nobody).shown == []
