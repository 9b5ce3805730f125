"""Addresses in what somebody wrote become links, and nothing else does."""

import pytest

from steadfast.foundation.linking import linked


def link(address: str) -> str:
    return f'<a href="{address}" dir="ltr" rel="noopener noreferrer nofollow" target="_blank">{address}</a>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("No address.", "No address."),
        ("See https://kestrel.example/a.", f"See {link('https://kestrel.example/a')}."),
        ("(https://kestrel.example/a_(b)) or", f"({link('https://kestrel.example/a_(b)')}) or"),
        ("(see https://kestrel.example/a)", f"(see {link('https://kestrel.example/a')})"),
        ("<https://kestrel.example/?a=1&b=2>", f"&lt;{link('https://kestrel.example/?a=1&amp;b=2')}&gt;"),
        ("javascript:alert(1) kestrel.example", "javascript:alert(1) kestrel.example"),
        ('<b>"https://kestrel.example/"</b>', f"&lt;b&gt;&quot;{link('https://kestrel.example/')}&quot;&lt;/b&gt;"),
        ("https://x'onclick=1", f"{link('https://x&#x27;onclick=1')}"),
        ("https://?!", "https://?!"),
        ("\u202ehttps://evil.example/moc//:sptth", f"\u202e{link('https://evil.example/moc//:sptth')}"),
        ("https://evil.example/\u202emoc", f"{link('https://evil.example/')}\u202emoc"),
    ],
)
def test_only_addresses_written_out_become_links(text: str, shown: str) -> None:
    assert linked(text) == shown


def test_it_takes_time_by_the_length_of_the_text() -> None:
    assert len(linked("https://a" + ")" * 100_000)) > 100_000
