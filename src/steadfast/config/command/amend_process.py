"""The process that measures an edit on one engine: `steadfast.config.command.amend_process COMMITMENTS`.

Which folder and database it fills, STEADFAST_DATA and STEADFAST_DATABASE_URL say. It prints one JSON document.
"""

import json
import sys
from datetime import timedelta
from typing import Any

from steadfast.config.command import practice
from steadfast.config.command.seeded import settle_down

LEAD = timedelta(days=30)


def main(commitments: int) -> dict[str, Any]:
    """Fill a practice with open promises and edit its calendar."""
    practice.make(demo=False)
    from django.conf import settings

    from steadfast.config.bench import amend, operations, pages
    from steadfast.foundation import clock

    now = clock.now().replace(microsecond=0)
    people = operations.move_in(now=now - LEAD)
    operations.bring_in_fresh(commitments // 2, people, now=now)
    settle_down()
    account = operations.leading_account(people)
    browser = pages.signed_in(account, settings.AUTHENTICATION_BACKENDS[0])
    return amend.measure(people, browser)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
