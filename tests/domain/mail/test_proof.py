"""Whose "dmarc=fail" is believed."""

import pytest

from steadfast.domain.mail.proof import is_disproved

FAIL, PASS = "dmarc=fail header.from=kestrel.example", "dmarc=pass header.from=kestrel.example"


@pytest.mark.parametrize(
    ("results", "trusted", "disproved"),
    [
        ([], "", False),
        ([f"mx.harbor.example; {PASS}"], "", False),
        ([f"mx.harbor.example; spf=pass; {FAIL}"], "", True),
        ([f"mx.harbor.example; {PASS}", f"mx.harbor.example; {FAIL}"], "mx.harbor.example", True),
        ([f"lists.example; {FAIL}", f"mx.harbor.example; {PASS}"], "", True),
        ([f"lists.example; {FAIL}", f"mx.harbor.example; {PASS}"], "mx.harbor.example", False),
        ([f"(the outer one) MX.Harbor.Example 1; {FAIL}"], "mx.harbor.example", True),
        ([f"spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=x; {FAIL}"], "mx.harbor.example", True),
        ([f"mx.harbor.example.evil.example; {FAIL}"], "mx.harbor.example", False),
        (["", ";", "mx.harbor.example; none"], "mx.harbor.example", False),
    ],
)
def test_a_fail_of_our_server_counts_and_no_pass_hides_it(results: list[str], trusted: str, disproved: bool) -> None:
    assert is_disproved(results, trusted=trusted) == disproved
