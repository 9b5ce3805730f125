"""The worked tables of docs/algorithms/mail.md."""

from steadfast.domain.mail.placing import Known, Sender, place
from steadfast.domain.mail.quoting.rules import new_lines
from tests.domain.worked import table

KESTREL, MARLOW, T = 1, 2, 1042
SENDERS = {
    "Amara": Sender("amara@kestrel.example", ((KESTREL, 11),)),
    "Jo": Sender("jo@marlow.example", ((MARLOW, 12),)),
    "stranger": Sender("somebody@elsewhere.example"),
    "colleague": Sender("reception@kestrel.example", same_domain=(KESTREL,)),
    "member": Sender("ines@harbor.example", member=True),
}


def test_where_a_mail_belongs() -> None:
    known = Known(T, KESTREL)
    ways = {"answer": {"answered": [known]}, "token": {"token": known}, "subject": {"subject": known}, "nothing": {}}
    rows = table("mail.md", "sender")
    for row in rows:
        found = place(SENDERS[row["sender"]], **ways[row["points at T by"]])  # type: ignore[arg-type]
        assert (found.how, found.why) == (row["becomes"], row["why"]), row
    assert len(rows) == 10


def test_what_of_it_is_new() -> None:
    rows = table("mail.md", "letters")
    assert [("".join(row["letters"][at] for at in new_lines(row["letters"]))) for row in rows] == [
        row["shown"] for row in rows
    ]
