"""A letter of the worker names the practice by an address that a browser elsewhere can open."""

import pytest
from pytest_django import Settings

from steadfast.foundation import own_address


@pytest.mark.parametrize(
    ("origins", "hosts", "https", "port", "wanted"),
    [
        ([], ["localhost", "127.0.0.1", "[::1]"], False, 8000, "http://localhost:8000"),
        ([], ["localhost", "desk.example"], False, 8017, "http://desk.example:8017"),
        ([], ["desk.example"], False, 80, "http://desk.example"),
        ([], ["*", ".desk.example"], True, 8000, "https://desk.example"),
        ([], ["*"], False, 8000, "http://localhost:8000"),
        (["https://*.example", "https://help.example/"], ["desk.example"], True, 8000, "https://help.example"),
    ],
)
def test_it_is_what_the_settings_say(
    settings: Settings, origins: list[str], hosts: list[str], https: bool, port: int, wanted: str
) -> None:
    settings.CSRF_TRUSTED_ORIGINS, settings.ALLOWED_HOSTS = origins, hosts
    settings.HTTPS, settings.PORT = https, port
    assert own_address.origin() == wanted


def test_what_a_member_used_comes_before_what_is_derived_and_after_what_is_said(settings: Settings) -> None:
    settings.CSRF_TRUSTED_ORIGINS = []
    assert own_address.origin("https://kept.example") == "https://kept.example"
    settings.CSRF_TRUSTED_ORIGINS = ["https://said.example"]
    assert own_address.origin("https://kept.example") == "https://said.example"
