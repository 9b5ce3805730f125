"""What `steadfast verify` asks of agreements: does every version say what its event said when it was made?"""

from steadfast.apps.agreements.checks.register import register

__all__ = ["register"]
