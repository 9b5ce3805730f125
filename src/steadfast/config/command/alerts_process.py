"""The process that measures alerts: `steadfast.config.command.alerts_process ALERTS SECONDS`.

Which folder and database it fills, STEADFAST_DATA and STEADFAST_DATABASE_URL say. It prints one JSON document.
"""

import json
import sys
from typing import Any

from steadfast.config.command import practice


def main(count: int, seconds: float) -> dict[str, Any]:
    """Make a practice, serve it and post alerts to it."""
    practice.make(demo=False)
    from steadfast.config.bench import storm

    return storm.measure(count, seconds)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), float(sys.argv[2]))))
