"""The eight who try every address, and the answers that a row of the matrix can expect."""

from dataclasses import dataclass

from tests import cast

ROLES = (
    "owner",
    "service manager",
    "technician",
    "sales",
    "bookkeeper",
    "own contact",  # of Kestrel Dental, whose client, ticket and agreement the addresses name
    "other contact",  # of Marlow Freight
    "anonymous",
)
WHO = dict(zip(ROLES[:5], (cast.NORA, cast.THEO, cast.INES, cast.MARA, cast.SAM), strict=True))
CLIENTS = {"own contact": cast.KESTREL, "other contact": cast.MARLOW}

SIGN_IN = "sign in"  # sent to the sign-in page, and back afterwards

type Answer = int | str


@dataclass(frozen=True)
class Answers:
    """What each role gets; written as one word a role, in the order of ROLES."""

    by_role: tuple[Answer, ...]

    @classmethod
    def of(cls, words: str) -> "Answers":
        """Read "200 200 403 403 403 404 404 in"."""
        found = tuple(SIGN_IN if word == "in" else int(word) for word in words.split())
        if len(found) != len(ROLES):
            raise ValueError(f"{words!r} has {len(found)} answers for {len(ROLES)} roles")
        return cls(found)

    def not_allowed(self) -> "Answers":
        """The answers to a method that the address does not know: 405, but to nobody who may not come at all."""
        return Answers(tuple(a if a in {403, SIGN_IN} else 405 for a in self.by_role))
