"""Seal a short secret that the program itself must read again: an authenticator app's key, a provider's client secret.

The key comes from the practice's own secret, which does not lie in the database: a copy of the tables opens nothing.
Another secret opens nothing either; then the app is set up anew and the client secret is typed again.
"""

import base64
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class CannotOpen(ValueError):
    """The text was sealed with another secret of the practice, or is none that we sealed."""


def seal(text: str) -> str:
    """Return the text encrypted and authenticated, as ASCII."""
    return _box(settings.SECRET_KEY).encrypt(text.encode()).decode()


def opened(sealed: str) -> str:
    """Return what was sealed; raise CannotOpen."""
    try:
        return _box(settings.SECRET_KEY).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise CannotOpen("It was sealed with another secret of the practice.") from error


@cache
def _box(secret: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"steadfast sealed texts").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
