"""The page of a client, lent out: this app knows the facts, a higher app knows what the two sides owe each other.

The higher app registers what answers at /clients/12/; the address, its access and who is in sight stay here.
"""

from collections.abc import Callable

from django.http import HttpResponse

from steadfast.apps.clients.models import Client
from steadfast.foundation.access import Request

Shows = Callable[[Request, Client], HttpResponse]

_registered: list[Shows] = []


def show_with(view: Shows) -> None:
    """Let `view` answer for the page of a client that the reader may see; the last one registered does."""
    _registered.append(view)


def registered() -> Shows | None:
    return _registered[-1] if _registered else None
