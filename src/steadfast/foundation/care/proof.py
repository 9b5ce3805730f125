"""Asks for a recent proof of who one is before a view that gives data away. The app that knows people says how."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

View = Callable[..., Any]  # some answer with a file
_guards: list[Callable[[View], View]] = []


def register(guard: Callable[[View], View]) -> None:
    """Say how a proof is asked for."""
    _guards[:] = [guard]


def recent(view: View) -> View:
    """Guard a view; without a registered way of proving, nobody passes."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = _guards[0](view)(*args, **kwargs)
        return answer

    return guarded
