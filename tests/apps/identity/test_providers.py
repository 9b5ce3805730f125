"""Sign-in by a provider, against a real one on this machine: who gets in, whom it is bound to, and what is refused."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from django.core.cache import cache
from django.test import Client
from oidc_provider_mock import run_server_in_thread

from steadfast.apps.identity import oidc, operations, queries, sign_in_checks
from steadfast.apps.identity.models import ProviderSubject, SignInProvider, SignInRules, User
from steadfast.apps.identity.oidc import discovery, fetching, tokens
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.identity import doors

pytestmark = pytest.mark.django_db
GOOD = {"email": cast.INES.email, "email_verified": True}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        with run_server_in_thread(require_nonce=True) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def provider(issuer: str) -> str:
    """Return the key of the provider as Nora set it up."""
    return str(keep(issuer).pk)


def keep(issuer: str, **more: Any) -> SignInProvider:
    nora = factories.actor(factories.member(cast.NORA))
    said = {"name": "Harbor accounts", "client_id": "steadfast", "secret": "sealed words", "domains": [], **more}
    return operations.keep_provider(None, issuer=issuer, **said, actor=nora, now=clock.now())  # type: ignore[arg-type]


def vouch(issuer: str, subject: str, claims: dict[str, Any]) -> None:
    requests.put(f"{issuer}/users/{subject}", json=claims, timeout=5).raise_for_status()


def ask(browser: Client, key: str, **more: str) -> str:
    """Begin, and return the address at the provider to which the browser is sent."""
    answer = browser.get(f"/sign-in/with/{key}/", more)
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def agree(url: str, subject: str) -> str:
    """Sign in at the provider as a subject; return the path of ours to which it sends the browser back."""
    answer = requests.post(url, data={"sub": subject}, allow_redirects=False, timeout=5)
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def enter(key: str, subject: str, browser: Client | None = None, **more: str):  # type: ignore[no-untyped-def]
    browser = browser or Client()
    return browser.get(agree(ask(browser, key, **more), subject))


def test_a_member_comes_in_by_a_verified_address_and_the_subject_is_bound(issuer: str, provider: str) -> None:
    ines = factories.member(cast.INES)
    vouch(issuer, "s-1", GOOD)
    browser = Client()
    assert enter(provider, "s-1", browser, next="/people/")["Location"] == "/people/"
    assert browser.get("/me/").context["person"] == ines
    assert ProviderSubject.objects.get().user == ines.user
    vouch(issuer, "s-1", {"email": "another@harbor.example", "email_verified": False})
    assert enter(provider, "s-1")["Location"] == "/"  # bound: the address no longer matters


def test_the_question_is_asked_with_state_nonce_and_a_hashed_verifier(provider: str) -> None:
    browser = Client()
    first, second = (parse_qs(urlsplit(ask(browser, provider)).query) for _ in range(2))
    assert first["code_challenge_method"] == ["S256"]
    assert first["scope"] == ["openid email profile"]
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name][0]) == 43
        assert first[name] != second[name]


@pytest.mark.parametrize(
    "claims",
    [
        {"email": cast.INES.email},
        {"email": cast.INES.email, "email_verified": False},
        {"email": "nobody@harbor.example", "email_verified": True},
        {"email_verified": True},
        {"email": ["ines@harbor.example"], "email_verified": True},
    ],
)
def test_who_is_not_vouched_for_or_has_no_place_here_gets_no_account(
    issuer: str, provider: str, claims: dict[str, Any]
) -> None:
    factories.member(cast.INES)
    accounts = User.objects.count()
    vouch(issuer, "s-2", claims)
    browser = Client()
    answer = enter(provider, "s-2", browser)
    assert answer.status_code == 403
    assert "Ask an owner" in answer.content.decode()
    assert (User.objects.count(), ProviderSubject.objects.count()) == (accounts, 0)
    assert browser.get("/me/").status_code == 302


def test_only_the_domains_that_the_owner_named_are_vouched_for(issuer: str) -> None:
    amara, ines = factories.contact(), factories.member(cast.INES)
    key = str(keep(issuer, domains=["harbor.example"]).pk)
    vouch(issuer, "s-3", {"email": amara.email, "email_verified": True})
    assert enter(key, "s-3").status_code == 403
    vouch(issuer, "s-4", {"email": ines.email.upper(), "email_verified": True})
    assert enter(key, "s-4").status_code == 302


def test_an_invited_member_needs_no_link(issuer: str, provider: str) -> None:
    nora = factories.actor(factories.member(cast.NORA))
    new = {"name": "Kofi", "email": cast.KOFI.email, "roles": ["technician"], "zone": cast.ZONE}
    kofi, _ = operations.add_member(**new, actor=nora, now=clock.now())  # type: ignore[arg-type]
    vouch(issuer, "s-5", {"email": cast.KOFI.email, "email_verified": True})
    assert enter(provider, "s-5").status_code == 302
    kofi.refresh_from_db()
    assert kofi.user is not None
    assert not kofi.user.has_usable_password()


def test_an_address_that_was_given_to_another_opens_nothing(issuer: str, provider: str) -> None:
    factories.member(cast.INES)
    vouch(issuer, "s-6", GOOD)
    assert enter(provider, "s-6").status_code == 302
    vouch(issuer, "s-7", GOOD)
    assert enter(provider, "s-7").status_code == 403


def test_who_left_stays_out(issuer: str, provider: str) -> None:
    ines = factories.member(cast.INES)
    vouch(issuer, "s-8", GOOD)
    enter(provider, "s-8")
    operations.leave(ines, actor=factories.actor(factories.member(cast.NORA)), now=clock.now())
    assert enter(provider, "s-8").status_code == 403
    assert not ProviderSubject.objects.exists()


def test_an_answer_fits_one_question_of_one_browser_once(issuer: str, provider: str) -> None:
    factories.member(cast.INES)
    vouch(issuer, "s-9", GOOD)
    browser, other = Client(), Client()
    back = agree(ask(browser, provider), "s-9")
    assert other.get(back).status_code == 400
    assert browser.get(back.replace("state=", "state=x")).status_code == 400
    assert browser.get(back).status_code == 400  # used up by the wrong one
    fresh = agree(ask(browser, provider), "s-9")
    assert browser.get(fresh).status_code == 302
    assert Client().get(fresh).status_code == 400


def test_a_question_grows_old_and_a_no_is_a_no(provider: str) -> None:
    browser = Client()
    url = ask(browser, provider)
    state = parse_qs(urlsplit(url).query)["state"][0]
    answer = browser.get(f"/sign-in/with/{provider}/back/", {"state": state, "error": "access_denied"})
    assert (answer.status_code, "did not let you in" in answer.content.decode()) == (403, True)
    session = browser.session
    ask(browser, provider)
    session = browser.session
    session["asked of a provider"] = {
        **session["asked of a provider"],
        "at": session["asked of a provider"]["at"] - 601,
    }
    session.save()
    state = session["asked of a provider"]["state"]
    assert browser.get(f"/sign-in/with/{provider}/back/", {"state": state, "code": "x"}).status_code == 400


def test_whoever_has_a_second_factor_here_is_asked_for_it(issuer: str, provider: str) -> None:
    ines, desk = factories.member(cast.INES), Client()
    doors.attempt(desk, ines.email)
    doors.set_up_app(desk)
    vouch(issuer, "s-10", GOOD)
    assert enter(provider, "s-10")["Location"] == "/sign-in/second/"


def test_a_provider_proves_that_it_is_still_you_and_no_other(issuer: str, provider: str) -> None:
    factories.member(cast.INES), factories.member(cast.THEO)
    vouch(issuer, "s-11", GOOD)
    vouch(issuer, "s-12", {"email": cast.THEO.email, "email_verified": True})
    browser = Client()
    enter(provider, "s-11", browser)
    doors.grow_old(browser, minutes=16)
    assert "prompt=login" in ask(browser, provider)
    assert enter(provider, "s-12", browser).status_code == 403
    assert browser.get("/me/security/app/").status_code == 302
    assert enter(provider, "s-11", browser, next="/me/security/app/")["Location"] == "/me/security/app/"
    assert browser.get("/me/security/app/").status_code == 200


def test_the_client_secret_is_sealed_and_shown_to_nobody(client: Client, issuer: str, provider: str) -> None:
    doors.attempt(client, cast.NORA.email)
    row = SignInProvider.objects.get()
    assert "sealed words" not in row.sealed_secret
    page = client.get(f"/settings/sign-in/providers/{provider}/").content.decode()
    assert "sealed words" not in page
    assert row.sealed_secret not in page
    form = {"name": "Ours", "issuer": issuer, "client_id": "steadfast", "secret": "", "domains": "harbor.example"}
    assert client.post(f"/settings/sign-in/providers/{provider}/", form).status_code == 302
    kept = queries.provider(provider)
    assert kept is not None
    assert (kept.secret, kept.name, kept.domains) == ("sealed words", "Ours", ("harbor.example",))
    assert "Sign in by Ours" in Client().get("/sign-in/").content.decode()


def test_the_client_secret_is_not_sent_to_another_issuer(client: Client, issuer: str, provider: str) -> None:
    doors.attempt(client, cast.NORA.email)
    elsewhere = "http://localhost:1"
    form = {"name": "Ours", "issuer": elsewhere, "client_id": "steadfast", "secret": "", "domains": ""}
    answer = client.post(f"/settings/sign-in/providers/{provider}/", form)
    assert answer.status_code == 422
    assert "Type it again: it goes to another address now." in answer.content.decode()
    assert SignInProvider.objects.get().issuer == issuer
    assert client.post(f"/settings/sign-in/providers/{provider}/", {**form, "secret": "a new one"}).status_code == 302
    assert SignInProvider.objects.get().issuer == elsewhere


def test_a_provider_taken_away_signs_nobody_in_and_passwords_are_good_again(issuer: str, provider: str) -> None:
    nora = factories.actor(factories.member(cast.NORA))
    operations.set_rules(second_factor="all", passwords=False, provided=True, actor=nora, now=clock.now())
    operations.remove_provider(SignInProvider.objects.get(), provided=False, actor=nora, now=clock.now())
    assert Client().get(f"/sign-in/with/{provider}/").status_code == 404
    assert queries.rules().passwords


@pytest.mark.parametrize(
    "bad",
    [
        "http://accounts.example",
        "ftp://localhost",
        "https://169.254.169.254",
        "https://127.0.0.1.nip.invalid",
        "https://user@localhost",
        "https://[fe80::1]",
        "https://0.0.0.0",
        "https://[::ffff:169.254.169.254]",
        "file:///etc/passwd",
        "https://",
        "https://a:b:c",
    ],
)
def test_an_issuer_where_no_provider_is_is_not_asked(client: Client, bad: str) -> None:
    doors.attempt(client, factories.member(cast.NORA).email)
    form = {"name": "X", "issuer": bad, "client_id": "c", "secret": "s", "domains": ""}
    assert client.post("/settings/sign-in/providers/new/", form).status_code == 422


def test_what_an_issuer_names_is_not_asked_blindly() -> None:
    said = {name: "https://127.0.0.1/x" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    with pytest.raises(oidc.Refused, match="where no such service is"):
        discovery.read("https://accounts.example", {"issuer": "https://accounts.example", **said}, loopback=False)
    with pytest.raises(oidc.Refused, match="names itself"):
        discovery.read("https://accounts.example", {"issuer": "https://evil.example", **said}, loopback=False)


class TestToken:
    """An id token, right but for one thing."""

    found = discovery.Metadata("https://accounts.example", "", "", "https://accounts.example/keys", True, False)

    @pytest.fixture(scope="class")
    def key(self) -> Any:
        from cryptography.hazmat.primitives.asymmetric import ec

        return ec.generate_private_key(ec.SECP256R1())

    @pytest.fixture(autouse=True)
    def keys(self, key: Any) -> None:
        public = {**jwt.algorithms.ECAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": "k", "alg": "ES256"}
        cache.set(f"oidc-keys:{self.found.jwks_uri}", {"keys": [public]})

    def token(self, key: Any, *, algorithm: str = "ES256", kid: str = "k", **claims: Any) -> str:
        now = int(time.time())
        said = {"iss": self.found.issuer, "aud": "steadfast", "sub": "s", "iat": now, "exp": now + 60, "nonce": "n"}
        said |= {"email": "Ines@harbor.example", "email_verified": True, **claims}
        said = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(said, key, algorithm=algorithm, headers={"kid": kid})

    def read(self, token: str) -> tokens.Claims:
        return tokens.read(token, self.found, client_id="steadfast", nonce="n")

    def test_the_right_one_is_read(self, key: Any) -> None:
        assert self.read(self.token(key)) == tokens.Claims(self.found.issuer, "s", "ines@harbor.example")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"aud": "another"},
            {"aud": ["steadfast", "another"]},
            {"iss": "https://evil.example"},
            {"nonce": "m"},
            {"nonce": None},
            {"exp": 1_000},
            {"exp": None},
            {"sub": None},
            {"iat": 4_000_000_000},
        ],
    )
    def test_one_that_is_wrong_in_one_thing_is_refused(self, key: Any, wrong: dict[str, Any]) -> None:
        with pytest.raises(oidc.Refused):
            self.read(self.token(key, **wrong))

    def test_one_of_another_key_or_of_none_is_refused(self, key: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        from cryptography.hazmat.primitives.asymmetric import ec

        monkeypatch.setattr(fetching, "get", lambda url, *, loopback: cache.get(f"oidc-keys:{url}"))
        for bad in (
            self.token(ec.generate_private_key(ec.SECP256R1())),
            self.token("a client secret of thirty-two bytes!", algorithm="HS256"),
            jwt.encode({"sub": "s"}, None, algorithm="none", headers={"kid": "k"}),
            self.token(key, kid="unknown"),
            "not a token",
            "",
        ):
            with pytest.raises(oidc.Refused):
                self.read(bad)

    @pytest.mark.parametrize(("said", "good"), [({"xms_edov": True}, True), ({"xms_edov": "0"}, False), ({}, False)])
    def test_entra_id_says_by_another_name_that_an_address_is_verified(
        self, key: Any, said: dict[str, Any], good: bool
    ) -> None:
        assert bool(self.read(self.token(key, email_verified=None, **said)).email) is good


def test_a_provider_in_the_environment_is_one_of_them(settings, issuer: str) -> None:  # type: ignore[no-untyped-def]
    settings.SIGN_IN_PROVIDER = {
        "key": "environment", "name": "Harbor", "issuer": issuer, "client_id": "c", "secret": "s", "domains": (),
    }  # fmt: skip
    factories.member(cast.INES)
    vouch(issuer, "s-13", GOOD)
    assert enter("environment", "s-13").status_code == 302


def test_a_provider_that_does_not_answer_is_said_so_and_questions_are_counted(client: Client) -> None:
    key = str(keep("http://localhost:9").pk)
    answers = [client.get(f"/sign-in/with/{key}/").status_code for _ in range(31)]
    assert (answers[0], answers[-1]) == (502, 429)


def findings() -> list[str]:
    checks = (sign_in_checks.rules, sign_in_checks.providers, sign_in_checks.subjects)
    return [finding.where for check in checks for finding in check()]


def test_verify_names_what_was_changed_beside_the_pages(issuer: str, provider: str) -> None:
    theo, nora = factories.member(cast.THEO), factories.actor(factories.member(cast.NORA))
    factories.member(cast.INES)
    operations.set_rules(second_factor="all", passwords=False, provided=True, actor=nora, now=clock.now())
    vouch(issuer, "s-14", GOOD)
    enter(provider, "s-14")
    assert findings() == []
    SignInRules.objects.update(second_factor="nobody", passwords=True)
    SignInProvider.objects.update(domains=["evil.example"])
    row = {"issuer": issuer, "subject": "s-99", "user": theo.user, "bound_at": clock.now(), "used_at": clock.now()}
    ProviderSubject.objects.create(**row)
    assert findings() == ["sign-in rules", "sign-in rules", f"provider {provider}", f"person {theo.pk}"]
    operations.remove_provider(SignInProvider.objects.get(), provided=False, actor=nora, now=clock.now())
    SignInRules.objects.update(second_factor="all")
    assert findings() == []
