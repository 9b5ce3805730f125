"""Tell the foundation which checks agreements have."""

from steadfast.apps.agreements.checks import versions
from steadfast.foundation import verify


def register() -> None:
    """Register the checks under the names that `steadfast verify` prints."""
    verify.register("calendars")(versions.check_calendars)
    verify.register("agreements")(versions.check_agreements)
