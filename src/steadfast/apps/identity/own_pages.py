"""What higher apps add to one's own page: a link to something else that one sets about oneself.

own_pages.register(_("Tokens for programs"), "api:tokens", "tokens.own")        in AppConfig.ready
"""

from dataclasses import dataclass

from django.utils.functional import Promise

from steadfast.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A link, for who may go there."""

    words: str | Promise
    url_name: str
    permission: str


_pages: dict[str, OwnPage] = {}


def register(words: str | Promise, url_name: str, permission: str) -> None:
    """Offer a page."""
    _pages[url_name] = OwnPage(words, url_name, permission)


def of(actor: Actor) -> list[OwnPage]:
    """Return the pages that somebody may open."""
    return [page for page in _pages.values() if actor.may(page.permission)]
