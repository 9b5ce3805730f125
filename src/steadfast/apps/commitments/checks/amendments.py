"""Amendments: how many commitments each changed, and how far it came, against the events of its parts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from steadfast.apps.agreements.models import Amendment
from steadfast.apps.commitments.models import Proposal
from steadfast.apps.commitments.operations.amending.telling import subject_of
from steadfast.foundation import events
from steadfast.foundation.verify import Finding

type Told = Sequence[tuple[str, Mapping[str, Any]]]
STATES = {"amendment.applied": "applying", "amendment.carried_out": "applied"}


def check() -> Iterator[Finding]:
    """Yield every amendment, and every answer to one, whose row differs from what its events tell."""
    rows = Amendment.objects.exclude(applied_at=None).exclude(state="dropped")
    known = list(rows.select_related("calendar__subject", "agreement__subject").order_by("pk"))
    told = events.read_many({subject_of(row).pk for row in known})
    answers = _answers()
    for row in known:
        mine = [(e.kind, body) for e, body in told[subject_of(row).pk] if body.get("amendment") == row.pk]
        yield from _compare(row, mine)
        yield from _said(row, mine, answers.get(row.pk, {}))


def _compare(row: Amendment, told: Told) -> Iterator[Finding]:
    where = f"amendment {row.pk} of {subject_of(row).label}"
    parts = [body for kind, body in told if kind == "amendment.carried"]
    applied = next((body for kind, body in told if kind == "amendment.applied"), None)
    if applied is None:
        yield Finding(where, "no event tells of its application")
        return
    state = [STATES[kind] for kind, _ in told if kind in STATES][-1] if applied["reaches_open"] else "applied"
    says = {
        "base_no": applied["base"],
        "reaches_open": applied["reaches_open"],
        "state": state,
        "changed": sum(body["changed"] for body in parts),
        "next_id": max((body["next"] for body in parts), default=0),
    }
    for name, value in says.items():
        if getattr(row, name) != value:
            yield Finding(where, f"{name} is {getattr(row, name)}, its events say {value}")


def _said(row: Amendment, told: Told, answers: Mapping[str, str]) -> Iterator[Finding]:
    said = {body["proposal"]: body["answer"] for kind, body in told if kind == "proposal.answered"}
    for uid, answer in answers.items():
        if answer in ("yes", "no") and said.get(uid) != answer:
            where = f"proposal {uid} of amendment {row.pk}"
            yield Finding(where, f"its answer is {answer}, its events say {said.get(uid, 'none')}")


def _answers() -> Mapping[int, Mapping[str, str]]:
    found: dict[int, dict[str, str]] = {}
    rows = Proposal.objects.filter(amendment__isnull=False).values_list("amendment_id", "uid", "answer")
    for amendment, uid, answer in rows:
        found.setdefault(amendment or 0, {})[str(uid)] = answer
    return found
