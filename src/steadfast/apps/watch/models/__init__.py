"""Rows of the watch: signs as of the last look, how far it looked, and what it learnt of the past."""

from steadfast.apps.watch.models.learnt import Lesson, PastCount
from steadfast.apps.watch.models.look import Look
from steadfast.apps.watch.models.risk_action import RiskAction
from steadfast.apps.watch.models.sign import Sign

__all__ = ["Lesson", "Look", "PastCount", "RiskAction", "Sign"]
