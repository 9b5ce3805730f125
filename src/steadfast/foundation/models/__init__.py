"""The tables that every app stands on: subjects and their numbers, hash-chained events, the outbox and jobs, search."""

from steadfast.foundation.models.care import THE_PLAN, BackupPlan, CareRun
from steadfast.foundation.models.chain import PRACTICE_CHAIN, Chain
from steadfast.foundation.models.delivery import Delivery
from steadfast.foundation.models.document import Document, SearchDue, SearchFormat
from steadfast.foundation.models.event import Event, EventBody
from steadfast.foundation.models.job import Job
from steadfast.foundation.models.subject import NumberSeries, Subject

__all__ = [
    "PRACTICE_CHAIN",
    "THE_PLAN",
    "BackupPlan",
    "CareRun",
    "Chain",
    "Delivery",
    "Document",
    "Event",
    "EventBody",
    "Job",
    "NumberSeries",
    "SearchDue",
    "SearchFormat",
    "Subject",
]
