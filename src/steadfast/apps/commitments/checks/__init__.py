"""What `steadfast verify` asks of the register: does every row say what its events say?"""

from steadfast.apps.commitments.checks.register import register

__all__ = ["register"]
