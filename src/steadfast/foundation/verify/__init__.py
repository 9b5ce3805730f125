"""Recompute what the database claims, and name every row that does not hold: the register behind `steadfast verify`.

Apps register checks of their own (in their tasks.py or where they start); the foundation's follow the chains and
count the triggers. A check yields findings and changes nothing.
"""

from steadfast.foundation.verify import chains, guards
from steadfast.foundation.verify.findings import Finding, names, register, run

__all__ = ["Finding", "chains", "guards", "names", "register", "run"]
