"""The doors, in a real browser: an invitation taken by a passkey, an app as the second step, a provider."""

import base64
import hmac
import os
import time
from collections.abc import Callable, Iterator

import pytest
import requests
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.conftest import PASSWORD

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def device(page: Page) -> None:
    """Put a device into the browser that makes passkeys and always agrees."""
    channel = page.context.new_cdp_session(page)
    channel.send("WebAuthn.enable", {"enableUI": False})
    channel.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a provider on this machine; what is signed in there is an address that it calls verified."""
    monkeypatch.setitem(os.environ, "AUTHLIB_INSECURE_TRANSPORT", "1")
    with run_server_in_thread(require_nonce=True) as server:
        url = f"http://localhost:{server.server_port}"
        claims = {"email": cast.INES.email, "email_verified": True}
        requests.put(f"{url}/users/ines", json=claims, timeout=5).raise_for_status()
        yield url


def test_an_invited_colleague_signs_in_by_a_passkey(
    page: Page, device: None, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    sign_in(cast.NORA.email)
    page.goto("/people/")
    page.get_by_role("link", name="Kofi").first.click()
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("shown this once").input_value()
    sign_out(page)
    page.goto(link)
    expect(page.get_by_role("button", name="Make a passkey and sign in")).to_be_visible()
    assert axe() == []
    look("welcome")
    page.get_by_role("button", name="Make a passkey and sign in").click()
    expect(page.locator(".rail .end")).to_contain_text("Kofi")
    sign_out(page)
    page.goto("/agreements/")
    page.get_by_role("button", name="Sign in by a passkey").click()
    expect(page).to_have_url("/agreements/")
    page.goto("/me/security/")
    expect(page.locator("section", has=page.get_by_role("heading", name="Passkeys"))).to_contain_text("used today")
    assert axe() == []
    look("security")


def test_an_app_is_the_second_step_and_asks_for_a_passkey_too(
    page: Page, device: None, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    sign_in(cast.INES.email)
    page.goto("/me/security/app/")
    key = page.locator("figcaption code").inner_text()
    assert page.get_by_role("img", name="Picture for the app").evaluate(
        "img => img.decode().then(() => img.naturalWidth)"
    )
    assert axe() == []
    page.get_by_label("Code that the app shows").fill(code(key))
    page.keyboard.press("Enter")
    codes = page.get_by_role("list", name="Recovery codes").get_by_role("listitem")
    expect(codes).to_have_count(10)
    assert axe() == []
    look("codes")
    good = codes.first.inner_text()
    page.goto("/me/security/passkeys/new/")
    page.get_by_label("Name").fill("Desk")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.locator("#messages")).to_contain_text("sign in by this passkey")
    sign_out(page)
    sign_in_half(page, cast.INES.email)
    expect(page.get_by_role("button", name="Use the passkey")).to_be_visible()
    assert axe() == []
    look("second-step")
    page.get_by_label("Code").fill(good)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".rail .end")).to_contain_text("Ines")
    sign_out(page)
    sign_in_half(page, cast.INES.email)
    page.get_by_role("button", name="Use the passkey").click()
    expect(page.locator(".rail .end")).to_contain_text("Ines")


def test_the_owner_sets_up_a_provider_and_a_member_comes_in_by_it(
    page: Page, issuer: str, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    sign_in(cast.NORA.email)
    page.goto("/settings/sign-in/")
    assert axe() == []
    page.get_by_role("link", name="New provider").click()
    page.get_by_label("Name on the button").fill("Harbor accounts")
    page.get_by_label("Issuer").fill(issuer)
    page.get_by_label("Client ID").fill("steadfast")
    page.get_by_label("Client secret").fill("words of the provider")
    page.get_by_label("Domains").fill("harbor.example")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("complementary")).to_contain_text("/sign-in/with/1/back/")
    expect(page.get_by_label("Client secret")).to_have_value("")
    assert axe() == []
    look("provider")
    sign_out(page)
    page.goto("/agreements/")
    page.get_by_role("link", name="Sign in by Harbor accounts").click()
    page.locator("input[name=sub]").fill("ines")
    page.locator("button[type=submit]").first.click()
    expect(page).to_have_url("/agreements/")
    expect(page.locator(".rail .end")).to_contain_text("Ines")


def sign_in_half(page: Page, email: str) -> None:
    page.goto("/sign-in/")
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/second/")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).first.click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def code(key: str) -> str:
    """Return what an app shows now for this key (RFC 6238)."""
    counter = (int(time.time()) // 30).to_bytes(8)
    digest = hmac.digest(base64.b32decode(key.replace(" ", "")), counter, "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06}"
