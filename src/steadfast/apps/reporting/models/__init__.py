"""Frozen figures: statements of closed months, the figures that they post, and which months changed since."""

from steadfast.apps.reporting.models.month_figure import MonthFigure
from steadfast.apps.reporting.models.month_statement import MonthStatement
from steadfast.apps.reporting.models.month_touched import MonthTouched

__all__ = ["MonthFigure", "MonthStatement", "MonthTouched"]
