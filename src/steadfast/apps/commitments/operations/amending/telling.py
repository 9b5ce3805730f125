"""The events of an amendment: on the subject of the agreement or calendar that it edits."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from steadfast.apps.agreements.models import Amendment
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import Subject


def subject_of(amendment: Amendment) -> Subject:
    """Return the subject of what an amendment edits."""
    edited = amendment.calendar or amendment.agreement
    if edited is None:
        raise ValueError(f"{amendment} edits nothing")
    return edited.subject


def of_amendment(amendment: Amendment, kind: str, body: Mapping[str, Any], now: datetime, **private: str) -> NewEvent:
    """Return an event of an amendment, not yet appended."""
    subject = subject_of(amendment)
    return NewEvent(subject.chain_id, kind, now, subject.pk, {"amendment": amendment.pk, **body}, private=private)
