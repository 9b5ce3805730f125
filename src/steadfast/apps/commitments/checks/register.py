"""Tell the foundation which checks the register has."""

from steadfast.apps.commitments.checks import amendments, answers, drift, hand_overs, moves, terms, waits, words
from steadfast.foundation import verify


def register() -> None:
    """Register the checks under the names that `steadfast verify` prints."""
    verify.register("commitments")(drift.check)
    verify.register("terms")(terms.check)
    verify.register("amendments")(amendments.check)
    verify.register("waits")(waits.check)
    verify.register("moves")(moves.check)
    verify.register("answers")(answers.check)
    verify.register("words")(words.check)
    verify.register("hand-overs")(hand_overs.check)
