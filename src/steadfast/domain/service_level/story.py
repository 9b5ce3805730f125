"""What happened to a ticket, read from its events: each question is one small fold, in time order."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from steadfast.domain.working_time import Pause


class Happening(StrEnum):
    """The events that matter to a clock; others may be told and change nothing."""

    OPENED = "opened"
    PROVIDER_REPLY = "provider-reply"
    STATE = "state"
    PRIORITY = "priority"
    RESOLVED = "resolved"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Event:
    """`kind` is a Happening or any other word; `priority` and `state` are given where the event sets them."""

    at: datetime
    kind: str
    priority: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant and the priority in force at it."""

    at: datetime
    priority: str | None


class Story:
    """The events up to `now`; of several at one instant, the order in which they were told holds."""

    def __init__(self, events: Iterable[Event], now: datetime) -> None:
        self.events = sorted((event for event in events if event.at <= now), key=lambda event: event.at)

    @property
    def opened(self) -> datetime | None:
        """When the ticket was opened."""
        return next((event.at for event in self.events if event.kind == Happening.OPENED), None)

    @property
    def priority(self) -> str | None:
        """The priority now in force."""
        return self._priority(len(self.events))

    @property
    def answered(self) -> Moment | None:
        """The first reply, or the first resolving when it came before any reply."""
        return self._first({Happening.PROVIDER_REPLY, Happening.RESOLVED})

    @property
    def updated(self) -> datetime | None:
        """The latest reply."""
        replies = [event.at for event in self.events if event.kind == Happening.PROVIDER_REPLY]
        return replies[-1] if replies else None

    @property
    def resolved(self) -> Moment | None:
        """The last resolving that no reopening followed."""
        for index in reversed(range(len(self.events))):
            if self.events[index].kind == Happening.REOPENED:
                return None
            if self.events[index].kind == Happening.RESOLVED:
                return Moment(self.events[index].at, self._priority(index))
        return None

    def waits(self, states: Container[str]) -> list[Pause]:
        """The stretches spent in one of the states; a state lasts until the next one is set."""
        changes = [event for event in self.events if event.state is not None]
        ends = [event.at for event in changes[1:]]
        return [
            Pause(event.at, end, event.state or "")
            for event, end in zip(changes, [*ends, None], strict=False)
            if event.state in states
        ]

    def rests(self) -> list[Pause]:
        """The stretches from resolved to reopened."""
        found: list[Pause] = []
        since: datetime | None = None
        for event in self.events:
            if event.kind == Happening.RESOLVED and since is None:
                since = event.at
            elif event.kind == Happening.REOPENED and since is not None:
                found.append(Pause(since, event.at, "resolved"))
                since = None
        return found

    def _first(self, kinds: Container[str]) -> Moment | None:
        index = next((i for i, event in enumerate(self.events) if event.kind in kinds), None)
        return None if index is None else Moment(self.events[index].at, self._priority(index))

    def _priority(self, before: int) -> str | None:
        told = [event.priority for event in self.events[:before] if event.priority is not None]
        return told[-1] if told else None
