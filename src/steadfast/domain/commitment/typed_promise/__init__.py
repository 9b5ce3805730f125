"""A promise typed in one line, "call Amara back by Friday 12:00", read into what, to whom and by when.

`read` never guesses where a reader could: what is unclear comes back as a sentence, with what was understood beside it.
`docs/algorithms/typed-promise.md` tells the rules, with a worked table that runs as a test.
"""

from steadfast.domain.commitment.typed_promise.reading import LONGEST, Understood, read
from steadfast.domain.commitment.typed_promise.said import said

__all__ = ["LONGEST", "Understood", "read", "said"]
