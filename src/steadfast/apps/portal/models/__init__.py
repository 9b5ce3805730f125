"""The rows of the portal."""

from steadfast.apps.portal.models.public_numbers import READERS, PublicNumbers
from steadfast.apps.portal.models.sign_in_link import SignInLink

__all__ = ["READERS", "PublicNumbers", "SignInLink"]
