"""The process that measures mail: `steadfast.config.command.mail_process MAILS`.

Which folder and database it fills, STEADFAST_DATA and STEADFAST_DATABASE_URL say. It prints one JSON document.
"""

import json
import sys
from typing import Any

from steadfast.config.command import practice


def main(count: int) -> dict[str, Any]:
    """Make a practice, keep mails and read them."""
    practice.make(demo=False)
    from steadfast.config.bench.operations import mail

    return mail.measure(count)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
