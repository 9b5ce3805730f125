"""docs/algorithms/chain.md, its worked table and its words for findings, against what the code does. Pure."""

import hashlib
import json

from steadfast.foundation import canonical
from tests.domain import worked


def test_the_worked_chain_is_what_the_rules_give() -> None:
    previous = canonical.START
    for row in worked.table("chain.md", "salt"):
        salt, body, digest, link = (cell.strip("`") for cell in row.values())
        assert hashlib.sha256(bytes.fromhex(salt) + body.encode()).hexdigest() == digest
        assert hashlib.sha256(previous + bytes.fromhex(digest)).hexdigest() == link
        assert canonical.text(json.loads(body)) == body
        assert canonical.link(previous, canonical.digest(bytes.fromhex(salt), body)).hex() == link
        previous = bytes.fromhex(link)


def test_the_private_words_are_sealed_as_the_page_says() -> None:
    first = worked.table("chain.md", "salt")[0]
    salt, body = bytes.fromhex(first["salt"].strip("`")), json.loads(first["body"].strip("`"))
    assert body["data"]["words"] == canonical.sealed(salt, "My back hurts.")
