"""What `steadfast verify` asks of the desk: does every ticket and every message say what its events say?"""

from steadfast.apps.desk.checks.register import register

__all__ = ["register"]
