"""allauth's second factors in our words and sealed: named by MFA_ADAPTER and MFA_FORMS in the settings."""

import base64
import secrets
from typing import Any

import qrcode  # type: ignore[import-untyped]
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]

from steadfast.apps.identity import queries, sealing
from steadfast.apps.identity.models import User

WRONG_CODE = _("This code is not good. Take the one that the app shows now, or a recovery code that is not used.")


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's choices: who we are to an app and to a browser, and how keys lie in the database."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def build_totp_svg(self, url: str) -> str:
        """Return the picture on a ground of its own: on a dark page an app could not read it."""
        return str(qrcode.make(url, image_factory=SvgPathFillImage).to_string().decode())

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was sealed; where that cannot be opened a key that nobody has, so that no code is good."""
        try:
            return sealing.opened(encrypted_text)
        except sealing.CannotOpen:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.person.name}

    def _get_site_name(self) -> str:
        """Return the practice's name: an app or a browser lists it beside those of other houses."""
        try:
            return str(queries.practice())
        except queries.NotSetUp:
            return "Steadfast"
