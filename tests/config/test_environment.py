"""Variables of the environment that are wrong stop the start with a line that names them."""

import pytest

from steadfast.config import environment
from steadfast.config.environment import BadSetting


@pytest.mark.parametrize("value", ["0", "-1", "", "week", "10001", "1.5", "²"])
def test_a_number_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("STEADFAST_SESSION_IDLE", value)
    with pytest.raises(BadSetting, match="STEADFAST_SESSION_IDLE"):
        environment.whole("STEADFAST_SESSION_IDLE", 168)


def test_a_provider_needs_its_client_and_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.provider() == {}
    monkeypatch.setenv("STEADFAST_OIDC_ISSUER", "https://accounts.example")
    monkeypatch.setenv("STEADFAST_OIDC_CLIENT", "steadfast")
    with pytest.raises(BadSetting, match="STEADFAST_OIDC_SECRET"):
        environment.provider()
    monkeypatch.setenv("STEADFAST_OIDC_SECRET", "s")
    monkeypatch.setenv("STEADFAST_OIDC_DOMAINS", " Harbor.example, ,old.example")
    assert environment.provider()["domains"] == ("harbor.example", "old.example")
