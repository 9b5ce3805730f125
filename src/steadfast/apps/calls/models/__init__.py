"""Rows of calls: telephone systems, what they posted, extensions, and the calls themselves."""

from steadfast.apps.calls.models.call import Call
from steadfast.apps.calls.models.system import Extension, PhoneSystem, Posted

__all__ = ["Call", "Extension", "PhoneSystem", "Posted"]
