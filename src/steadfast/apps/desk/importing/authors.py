"""Who said a message of another system, by the name or the address that it gives them."""

from collections.abc import Collection

from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID

SEVERAL = -1


class Authors:
    """The members and the contacts of some clients, by what they are called. Who is called like another is nobody."""

    def __init__(self, clients: Collection[int]) -> None:
        self._people: dict[tuple[int, str], int] = {}
        rows = Person.objects.filter(party_id__in=[PRACTICE_ID, *clients]).order_by("pk")
        for key, party, *texts in rows.values_list("pk", "party_id", "name", "email"):
            for text in {text.casefold() for text in texts if text}:
                other = self._people.setdefault((party, text), key)
                self._people[party, text] = key if other == key else SEVERAL

    def of(self, kind: str, name: str, client_id: int) -> tuple[str, int | None]:
        """Return the kind of a message and its author: what a contact said in public was heard from the client."""
        member, contact = self._found(PRACTICE_ID, name), self._found(client_id, name)
        if kind == "public" and member is None and contact is not None:
            kind = "heard"
        return kind, contact if kind == "heard" else member

    def _found(self, party: int, name: str) -> int | None:
        found = self._people.get((party, name.casefold()))
        return None if found == SEVERAL else found
