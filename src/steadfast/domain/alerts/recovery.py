"""What becomes of a ticket whose alerts recovered: nothing yet, resolved, or told and left to who works on it."""

from collections.abc import Sequence
from datetime import datetime, timedelta


def outcome(
    recovered_at: Sequence[datetime | None], *, now: datetime, settle: timedelta, is_theirs: bool, is_over: bool
) -> str:
    """Return "firing", "settling", "over", "told" or "resolved". None among the instants: that one fires still.

    `is_theirs`: a human wrote on the ticket, so it is not ended for them. `is_over`: it was resolved or closed before.
    """
    times = [at for at in recovered_at if at is not None]
    if len(times) < len(recovered_at):
        return "firing"
    if times and now < max(times) + settle:
        return "settling"
    if is_over:
        return "over"
    return "told" if is_theirs else "resolved"
