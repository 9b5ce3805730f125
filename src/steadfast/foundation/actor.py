"""Who does something: a frozen value that travels as a keyword argument from the view to the event.

It carries what a decision needs (permissions, the client that a contact is bound to) and nothing of the database.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    person_id: int | None
    party_id: int | None
    name: str
    permissions: frozenset[str]
    client_id: int | None = None  # set for a client's contact, who sees that client and no other
    own_only: bool = False  # of a contact: they see what is about themselves, and not all of their client
    zone: str = "UTC"
    language: str = ""  # "": as their browser asks
    density: str = "comfortable"
    letter_keys: bool = True  # whether a letter alone presses something

    @property
    def signed_in(self) -> bool:
        return self.person_id is not None

    def may(self, permission: str) -> bool:
        return permission in self.permissions


SYSTEM = Actor(None, None, "Steadfast", frozenset())
ANONYMOUS = Actor(None, None, "Anonymous", frozenset())
