"""The world that is measured: the same for every program, every time, and of the shape that the docs say."""

from collections import Counter
from itertools import islice, pairwise

from steadfast.config.bench import world

UNTIL = 1_790_000_000
COUNT = 5_000


def test_the_same_seed_tells_the_same_world() -> None:
    assert list(world.tickets(300, UNTIL)) == list(world.tickets(300, UNTIL))
    assert list(world.tickets(300, UNTIL)) != list(world.tickets(300, UNTIL, seed=1))


def test_a_later_end_moves_the_same_world() -> None:
    moved = [ticket.opened - 86_400 for ticket in world.tickets(300, UNTIL + 86_400)]
    assert moved == [ticket.opened for ticket in world.tickets(300, UNTIL)]


def test_states_have_their_shares_and_tickets_come_in_order() -> None:
    told = list(world.tickets(COUNT, UNTIL))
    assert Counter(ticket.state for ticket in told) == {s: round(COUNT * part) for s, part in world.STATES.items()}
    assert all(earlier.opened <= later.opened for earlier, later in pairwise(told))
    assert all(UNTIL - 366 * world.DAY < ticket.opened < UNTIL for ticket in told)


def test_the_third_client_has_its_share_and_messages_their_mean() -> None:
    told = list(world.tickets(COUNT, UNTIL))
    assert 0.027 < sum(ticket.client == 2 for ticket in told) / COUNT < 0.037
    assert 4.9 < sum(len(ticket.said) for ticket in told) / COUNT < 5.1


def test_what_happens_on_a_ticket_happens_in_order() -> None:
    for ticket in islice(world.tickets(COUNT, UNTIL), 1000):
        times = [ticket.opened, *(said.at for said in ticket.said)]
        ends = [end for end in (ticket.resolved, ticket.closed) if end is not None]
        assert times == sorted(times)
        assert [*times, *ends] == sorted([*times, *ends])
        assert max([*times, *ends]) < UNTIL
        assert (ticket.resolved is not None) == (ticket.state in ("resolved", "closed"))


def test_a_ticket_that_nobody_took_has_no_answer() -> None:
    new = [ticket for ticket in world.tickets(COUNT, UNTIL) if ticket.state == "new"]
    assert new
    assert all(said.kind != "public" for ticket in new for said in ticket.said)
    assert all(t.said[0].kind == "public" for t in world.tickets(500, UNTIL) if t.is_taken)
