"""Addresses of signing in and of how one signs in. "account_" and "mfa_" are the names by which allauth finds ours."""

from django.urls import path

from steadfast.apps.identity.views import (
    authenticator_app,
    by_passkey,
    by_provider,
    confirm,
    own_account,
    passkeys,
    second_step,
    security,
    set_up,
    sign_in,
    sign_in_rules,
)

doors = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/second/", second_step.second_step, name="mfa_authenticate"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("me/password/", sign_in.password, name="account_change_password"),
]
pages = [
    path("sign-in/passkey/", by_passkey.by_passkey, name="by_passkey"),
    path("sign-in/with/<slug:key>/", by_provider.away, name="by_provider"),
    path("sign-in/with/<slug:key>/back/", by_provider.back, name="provider_back"),
    path("welcome/<str:token>/passkey/", set_up.welcome_by_passkey, name="welcome_by_passkey"),
    path("me/confirm/", confirm.confirm, name="confirm"),
    path("me/security/", security.index, name="security"),
    path("me/security/address/", own_account.address, name="address"),
    path("me/security/password/", own_account.new_password, name="new_password"),
    path("me/security/password/off/", own_account.password_off, name="password_off"),
    path("me/security/app/", authenticator_app.app, name="app"),
    path("me/security/app/off/", authenticator_app.app_off, name="app_off"),
    path("me/security/codes/", authenticator_app.codes, name="codes"),
    path("me/security/passkeys/new/", passkeys.new_passkey, name="new_passkey"),
    path("me/security/passkeys/<number:passkey_id>/", passkeys.passkey, name="passkey"),
    path("me/security/passkeys/<number:passkey_id>/remove/", passkeys.remove_passkey, name="remove_passkey"),
    path("me/security/sessions/<number:session_id>/end/", security.end_session, name="end_session"),
    path("me/security/sessions/others/end/", security.end_others, name="end_others"),
    path("settings/sign-in/", sign_in_rules.index, name="sign_in_rules"),
    path("settings/sign-in/providers/new/", sign_in_rules.provider, name="new_provider"),
    path("settings/sign-in/providers/<number:provider_id>/", sign_in_rules.provider, name="provider"),
    path("settings/sign-in/providers/<number:provider_id>/remove/", sign_in_rules.remove, name="remove_provider"),
]
