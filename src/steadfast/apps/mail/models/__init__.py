"""Rows of mail: boxes, what came, what left."""

from steadfast.apps.mail.models.box import Box

__all__ = ["Box"]
