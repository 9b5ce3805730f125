"""From the bytes of a mail to what the rest works with: bounded, and never stopped by what somebody put into it.

letter    `Letter`: header, texts, files, what a bounce reports
reading   bytes → Letter, or Unreadable with the reason
"""

from steadfast.apps.mail.reading.letter import Failure, File, Letter
from steadfast.apps.mail.reading.reading import Unreadable, read_letter

__all__ = ["Failure", "File", "Letter", "Unreadable", "read_letter"]
