"""A change of priority as it meets one due time. Both due times are kept, and a breach that it hides is named."""

from datetime import datetime


def dodged(*, at: datetime, from_due: datetime, to_due: datetime) -> bool:
    """Tell whether the change, made at `at`, put off a due time that had been missed already.

    Lowered before the due time came, nothing is hidden. At exactly the due time it was still kept.
    """
    return at > from_due and to_due > from_due
