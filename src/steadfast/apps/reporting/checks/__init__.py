"""What `steadfast verify` asks of the frozen figures."""

from steadfast.apps.reporting.checks import figures
from steadfast.foundation import verify


def register() -> None:
    """Register the check under the name that `steadfast verify` prints."""
    verify.register("figures")(figures.check)
