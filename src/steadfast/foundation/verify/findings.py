"""Findings and the checks that yield them."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """A row that does not hold: `where` names it ("event 812 of chain 3"), `what` says why ("body altered")."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Check = Callable[[], Iterable[Finding]]
_checks: dict[str, Check] = {}


def register(name: str) -> Callable[[Check], Check]:
    """Register a check under its name; twice the same name is an error."""

    def add(check: Check) -> Check:
        if _checks.setdefault(name, check) is not check:
            raise ValueError(f"check {name!r} is registered twice")
        return check

    return add


def names() -> list[str]:
    return list(_checks)


def run(only: Sequence[str] = ()) -> list[Finding]:
    """Run all checks, or those named, in the order of registration; return what they found, [] when all holds."""
    return [finding for name in only or names() for finding in _finish(name)]


def _finish(name: str) -> Iterator[Finding]:
    """Yield what a check finds; a row that it cannot read at all ends it and is a finding, not a traceback."""
    try:
        yield from _checks[name]()
    except Exception as error:
        log.exception("the check %s did not end", name)
        yield Finding(f"check {name}", f"did not end: {type(error).__name__}: {error}")
