"""What is typed into a field: a store of values for each kind of field, the same for the same seed."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

MEGABYTE = "a" * 1_000_000
NASTY = (
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "a\udfffb",
    "\ufeff",
    "\u202eevil\u202c",
    "مرحبا بالعالم",
    "e\u0301" * 200,
    "\U0001f469\u200d\U0001f4bb" * 40,
    "'; DROP TABLE foundation_event; --",
    '" OR 1=1 --',
    "{{ settings.SECRET_KEY }}{% debug %}",
    "%s%n%(actor)s{0.__class__}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "../../../../etc/passwd",
    "..\\..\\secret",
    "//evil.example/",
    "/\\evil.example",
    "\r\nSet-Cookie: a=b",
    "=cmd|' /C calc'!A0",
    "None",
    "null",
    "NaN",
    "Infinity",
    "-0",
    "1e309",
    "0x10",
    "１２",
    "٣٤",
    "10000000000000000000",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "9" * 400,
    "true",
    "[]",
    "{}",
    "[" * 2_000,
    "a" * 300,
    "(" * 500,
)
DATES = (
    "0000-00-00", "0001-01-01", "1582-10-10", "1900-02-29", "9999-12-31", "10000-01-01", "2026-02-30", "31/12/2026",
    "2026-W53-7", "٢٠٢٦-٠١-٠١", "+2026-01-01", "2026-01-01T00:00Z",
)  # fmt: skip
TIMES = ("24:00", "23:60", "25:61", "00:00:60", "-1:00", "12", "12:00:00.123456789", "12:00+99:99", "02:30", "noon")
ZONES = ("Europe/London", "UTC", "utc", "../etc/localtime", "Europe", "GMT+25", "posixrules", "localtime", "Etc/GMT-14")
MAILS = (
    "a@b",
    "a@b@c",
    "ines@harbor.example",
    "INES@HARBOR.EXAMPLE",
    "a" * 300 + "@b.example",
    "ü@münchen.example",
    "@",
)
URLS = ("http://127.0.0.1:1/", "file:///etc/passwd", "https://[::1", "http://x:99999/", "//", "https://a\tb", "http://")
CURSORS = ("WzAsMV0", "WzAsIjAwMDEtMDEtMDFUMDA6MDA6MDArMTQ6MDAiLDFd", "eyJhIjoxfQ", "bnVsbA", "W1tbW1tbW1tbW10", "====")
WORDS = (
    "fix the printer by friday 5pm", "by 99:99", "until 31 february", "in 99999999999 hours", "next next monday",
    "client:kestrel owner:me state:open", "T-1", "before 0000-01-01", '"', "a AND", "NEAR(a b)", "*", "a:b:c", "a*",
)  # fmt: skip

text = st.text(max_size=80)
whole = st.integers(min_value=-(10**20), max_value=10**20).map(str)
KINDS: Mapping[str, st.SearchStrategy[str]] = {
    "text": st.one_of(text, st.sampled_from(WORDS), st.text(alphabet="aA1 .:/-+\"'", max_size=30)),
    "number": st.one_of(whole, st.floats().map(str), st.decimals().map(str), st.integers(0, 99).map(str)),
    "date": st.one_of(st.dates().map(str), st.sampled_from(DATES)),
    "time": st.one_of(st.times().map(str), st.sampled_from(TIMES)),
    "datetime-local": st.one_of(
        st.datetimes().map(str),
        st.tuples(st.sampled_from(DATES), st.sampled_from(TIMES)).map("T".join),
        st.datetimes().map(lambda at: at.isoformat(timespec="minutes")),
    ),
    "email": st.one_of(st.emails(), st.sampled_from(MAILS)),
    "url": st.one_of(st.sampled_from(URLS), text.map("https://localhost:1/{}".format)),
    "zone": st.sampled_from(ZONES),
    "cursor": st.one_of(st.sampled_from(CURSORS), st.binary(max_size=40).map(lambda b: b.hex())),
}


def store(kind: str, begin: int, size: int = 120) -> list[str]:
    """Return so many values of a kind, always the same ones for the same beginning."""
    found: list[str] = []

    @seed(begin)
    @settings(
        max_examples=size,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(KINDS[kind])
    def collect(value: str) -> None:
        found.append(value)

    collect()
    return found


@dataclass
class Values:
    """Chooses what to send; `often` is the share of values that fit the kind of the field."""

    begin: int
    often: float = 0.6
    rng: random.Random = field(init=False)
    stores: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.begin)
        self.stores = {kind: store(kind, self.begin) for kind in KINDS}

    def of(self, kind: str, choices: list[str], shown: str) -> str:
        """Return a value for a field: what it showed, one of its choices, one of its kind, or a nasty one."""
        fitting: list[Callable[[], str]] = [partial(self.rng.choice, self.stores.get(kind, self.stores["text"]))]
        if choices:
            fitting = [partial(self.rng.choice, choices)] * 3
        if shown:
            fitting += [lambda: shown] * 2
        if self.rng.random() < self.often:
            return self.rng.choice(fitting)()
        return self.nasty()

    def nasty(self) -> str:
        """Return something that no field expects; now and then a megabyte of it."""
        if self.rng.random() < 0.01:
            return MEGABYTE
        every = [self.rng.choice(values) for values in self.stores.values()]
        return self.rng.choice([self.rng.choice(NASTY), self.rng.choice(NASTY), *every])

    def any_json(self, depth: int = 3) -> Any:
        """Return what JSON can say."""
        if depth == 0 or self.rng.random() < 0.4:
            return self.rng.choice([None, True, 1, -1.5, 10**30, self.nasty(), ""])
        size = self.rng.randrange(4)
        if self.rng.random() < 0.5:
            return [self.any_json(depth - 1) for _ in range(size)]
        return {
            self.rng.choice(["id", "type", "response", self.nasty()[:50]]): self.any_json(depth - 1)
            for _ in range(size)
        }
