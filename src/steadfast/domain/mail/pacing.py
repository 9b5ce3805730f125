"""How many mails of one sender are read without asking. Beyond it they are kept and shown, and a person lets them in.

A device that reports one fault every minute, or two programs that answer each other, would else open ticket on ticket.
"""

from datetime import timedelta

WINDOW = timedelta(hours=1)
MOST = 30  # of one sender within WINDOW


def is_over(before: int, most: int = MOST) -> bool:
    """Tell whether one more is too many after `before` of the same sender within WINDOW."""
    return before >= most
