"""Writes of an amendment: its application, carried to open commitments part by part, and the creditors' yes."""

from steadfast.apps.commitments.operations.amending.agreeing import answer_amendment, record_answer
from steadfast.apps.commitments.operations.amending.applying import apply_amendment, begin_again
from steadfast.apps.commitments.operations.amending.carrying import carry_on, extend, finish, parts

__all__ = [
    "answer_amendment",
    "apply_amendment",
    "begin_again",
    "carry_on",
    "extend",
    "finish",
    "parts",
    "record_answer",
]
