"""The rows of the portal."""

from steadfast.apps.portal.models.sign_in_link import SignInLink

__all__ = ["SignInLink"]
