"""Background work behind Django's `django.tasks`: rows with leases, so that a killed worker loses nothing."""

from steadfast.foundation.jobs.backend import task

__all__ = ["task"]
