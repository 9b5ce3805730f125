"""What is searched for, from words that nobody uses to one that stands nearly everywhere, as pages of a technician."""

from urllib.parse import urlencode

from steadfast.config.bench.measuring import Ask, Page
from steadfast.config.bench.operations import People
from steadfast.config.bench.pages_alike import BUSY
from steadfast.config.bench.words import vocabulary

RANKS = {"everywhere": 0, "common": 40, "other": 55, "seldom": 1_500, "seldom too": 2_200, "rare": 19_990}


def pages(people: People) -> list[Page]:
    """Return the pages, each a question."""
    known = vocabulary()
    word = {name: known[rank] for name, rank in RANKS.items()}
    busy = people.clients[BUSY].pk
    return [
        _page("search: rare", q=word["rare"]),
        _page("search: common", q=word["common"] + " "),
        _page("search: everywhere", q=word["everywhere"]),
        _page("search: two common", q=f"{word['common']} {word['other']}"),
        _page("search: two seldom", q=f"{word['seldom']} {word['seldom too']}"),
        _page("search: phrase", q=f'"{word["everywhere"]} {known[1]}"'),
        _page("search: of a client", q=word["common"], client=str(busy)),
        _page("search: rare of a client", q=word["rare"], client=str(busy)),
        _page("search: beginning", q=word["common"][:3]),
        _page("search: of a kind", q="client", kind="contact"),
        _page("search: a number", q="T-17"),
        _page("search: nothing", q=f"{word['rare']} {known[19_991]} {known[19_992]}"),
        Page("search: palette", [Ask(f"/search/options/?{urlencode({'q': word['common'][:4]})}")]),
    ]


def _page(key: str, **query: str) -> Page:
    return Page(key, [Ask(f"/search/?{urlencode(query)}")])
