"""The address that replies come to names its ticket, and nobody makes one up."""

from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.mail import marks, reply_address

SECRET = "a secret of the tests"
BOX = "help@harbor.example"


@given(st.integers(1, 10**18))
def test_an_address_that_was_made_is_read_in_any_case(number: int) -> None:
    address = reply_address.made(BOX, number, SECRET)
    assert [reply_address.read(said, SECRET) for said in (address, address.upper(), f" {address} ")] == [number] * 3
    assert reply_address.plain(address.title()) == BOX


def test_it_is_short() -> None:
    assert len(reply_address.made(BOX, 1042, SECRET)) == len(BOX) + len("+t1042.") + 12


def test_another_number_or_another_secret_is_no_ticket() -> None:
    address = reply_address.made(BOX, 1042, SECRET)
    assert reply_address.read(address.replace("t1042", "t1043"), SECRET) is None
    assert reply_address.read(address, "another secret") is None
    assert [reply_address.read(plain, SECRET) for plain in (BOX, "help+news@harbor.example", "", "+t1.@x")] == [
        None
    ] * 4


def test_without_room_the_plain_address_stays() -> None:
    long = f"{'h' * 60}@harbor.example"
    assert reply_address.made(long, 1042, SECRET) == long


def test_an_address_with_a_plus_of_its_own_keeps_it() -> None:
    address = reply_address.made("help+desk@harbor.example", 7, SECRET)
    assert (reply_address.read(address, SECRET), reply_address.plain(address)) == (7, "help+desk@harbor.example")


def test_our_mark_is_ours_and_no_other_practices() -> None:
    assert marks.is_ours(marks.mark(SECRET).upper(), SECRET)
    assert not marks.is_ours(marks.mark("another secret"), SECRET)
    assert not marks.is_ours("", SECRET)
