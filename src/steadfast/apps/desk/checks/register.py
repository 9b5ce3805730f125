"""Tell the foundation which checks the desk has."""

from steadfast.apps.desk.checks import attachments, links, messages, tickets
from steadfast.foundation import verify


def register() -> None:
    """Register the checks under the names that `steadfast verify` prints."""
    verify.register("tickets")(tickets.check)
    verify.register("messages")(messages.check)
    verify.register("attachments")(attachments.check)
    verify.register("links")(links.check)
