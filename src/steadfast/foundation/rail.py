"""The rail: the main places of the house, registered by their apps and shown to those who may open them.

An app calls `register` in its AppConfig.ready; `context` is the context processor. Counts cost queries, so they are
functions, called once while the rail is drawn and only for who sees the item; a page that has counted already says
so by `request.counted`, a mapping from url name to count; `request.beside` is one of what came with the account.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from steadfast.domain.language import say
from steadfast.foundation.access import PUBLIC, SIGNED_IN
from steadfast.foundation.actor import ANONYMOUS, Actor

BLOCKS = (0, 45, 60)  # the orders at which a block begins: the day's work, how it goes, how the house is set up

Counting = Callable[[Actor], int | None]


@dataclass(frozen=True, slots=True)
class Item:
    label: str | Promise
    url_name: str
    permission: str
    order: int
    count: Counting | None = None
    of_contacts: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as a page shows it."""

    label: str
    url: str
    current: bool
    count: int | None
    begins: bool = False  # a block of its own, set apart from those above


_items: dict[str, Item] = {}


def register(
    label: str | Promise,
    url_name: str,
    permission: str,
    order: int,
    count: Counting | None = None,
    *,
    of_contacts: bool = False,
) -> None:
    """Put a place on the rail, by a label that is known("…"); lower orders stand higher.

    `of_contacts`: on the one that a client's contact has, instead of that of members.
    Registering the same url name again replaces it.
    """
    _items[url_name] = Item(label, url_name, permission, order, count, of_contacts)


def shown_to(actor: Actor, path: str, request: HttpRequest | None = None) -> list[Shown]:
    """Return the items that the actor may open; the one with the longest address above `path` is the current one."""
    a_contact = actor.client_id is not None
    open_to = [
        item
        for item in sorted(_items.values(), key=lambda item: item.order)
        if item.of_contacts == a_contact and _may(actor, item.permission)
    ]
    urls = {item.url_name: reverse(item.url_name) for item in open_to}
    current = max((url for url in urls.values() if _within(path, url)), key=len, default="")
    counted: Mapping[str, int | None] = {**getattr(request, "beside", {}), **getattr(request, "counted", {})}
    before = [None, *(_block(item) for item in open_to)]
    return [
        Shown(
            label=say(str(item.label)),
            url=urls[item.url_name],
            current=urls[item.url_name] == current,
            count=_count(item, actor, counted),
            begins=above not in (None, _block(item)),
        )
        for item, above in zip(open_to, before, strict=False)
    ]


def _block(item: Item) -> int:
    return bisect_right(BLOCKS, item.order)


def _count(item: Item, actor: Actor, counted: Mapping[str, int | None]) -> int | None:
    if item.url_name in counted:
        return counted[item.url_name]
    return item.count(actor) if item.count else None


def _may(actor: Actor, permission: str) -> bool:
    return permission == PUBLIC or (permission == SIGNED_IN and actor.signed_in) or actor.may(permission)


def _within(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def context(request: HttpRequest) -> dict[str, Any]:
    """Add `rail`, which is worked out only where a template draws it."""
    return {"rail": partial(shown_to, getattr(request, "actor", ANONYMOUS), request.path, request)}
