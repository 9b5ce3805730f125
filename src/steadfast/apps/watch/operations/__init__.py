"""Writes of the watch: look, learn, and put a sign off."""

from steadfast.apps.watch.operations.acting import act
from steadfast.apps.watch.operations.learning import learn
from steadfast.apps.watch.operations.looking import look
from steadfast.apps.watch.operations.putting_off import put_off

__all__ = ["act", "learn", "look", "put_off"]
