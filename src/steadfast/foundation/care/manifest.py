"""What an archive says about itself: its first member, which everything else in it is held against.

A manifest names every member with its size and SHA-256, the engine, the migrations applied, the rows of each table and
the head of each chain, all of one instant.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from steadfast.foundation.care.refusal import BadArchive

FORMAT = 1
NAME = "manifest.json"
LARGEST = 256 * 1024 * 1024  # a million attachments


@dataclass(frozen=True)
class Member:
    """One file of an archive. `size` in bytes; `sha256` in hexadecimal digits."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`migrations`: names by app; `counts`: rows by table; `chains`: [last number, head] by chain."""

    made_at: datetime
    practice: str  # the mark that all backups of one practice share
    steadfast: str
    engine: str
    engine_version: str
    schema: str
    tzdata: str
    migrations: Mapping[str, Sequence[str]]
    counts: Mapping[str, int]
    chains: Mapping[str, Sequence[Any]]
    has_secret: bool
    members: tuple[Member, ...] = ()
    format: int = FORMAT

    @property
    def size(self) -> int:
        """Bytes of all members, unpacked."""
        return sum(member.size for member in self.members)

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    def member(self, name: str) -> Member | None:
        return next((member for member in self.members if member.name == name), None)

    def holding(self, members: Sequence[Member]) -> "Manifest":
        return replace(self, members=tuple(members), has_secret=any(member.name == "secret" for member in members))

    def text(self) -> bytes:
        return json.dumps(asdict(self) | {"made_at": self.made_at.isoformat()}, indent=1).encode()


def read(text: bytes) -> Manifest:
    """Return the manifest of a text; raise BadArchive for what is none, or one of a later format."""
    try:
        data = json.loads(text)
        if data["format"] > FORMAT:
            raise BadArchive(
                f"the archive has format {data['format']}, made by Steadfast {data['steadfast']}; "
                f"this one reads up to format {FORMAT}"
            )
        members = tuple(Member(str(m["name"]), int(m["size"]), str(m["sha256"])) for m in data.pop("members"))
        return Manifest(**data | {"made_at": datetime.fromisoformat(data["made_at"]), "members": members})
    except (ValueError, TypeError, KeyError) as error:
        raise BadArchive(f"its {NAME} cannot be read ({type(error).__name__}: {error})") from None
