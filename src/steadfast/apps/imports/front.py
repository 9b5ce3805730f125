"""The page of an import, lent out: a higher app that knows what a kind brought registers what answers for it.

The address /imports/12/, its access and who sees it stay here; a kind that nobody registered has the plain page.
"""

from collections.abc import Callable

from django.http import HttpResponse

from steadfast.apps.imports.models import Batch
from steadfast.foundation.access import Request

Shows = Callable[[Request, Batch], HttpResponse]

_registered: dict[str, Shows] = {}


def show_with(kind: str, view: Shows) -> None:
    """Let `view` answer for the imports of a kind."""
    _registered[kind] = view


def registered(kind: str) -> Shows | None:
    """Return what answers for a kind, if anything does."""
    return _registered.get(kind)
