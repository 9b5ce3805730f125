"""The process that measures our API at one size on one engine: `steadfast.config.command.api_process COUNT REPEATS`.

Which folder and database it fills, STEADFAST_DATA and STEADFAST_DATABASE_URL say. It prints one JSON document.
"""

import json
import sys
from typing import Any

from steadfast.config.command import practice, seeded


def main(count: int, repeats: int) -> dict[str, Any]:
    """Fill the practice and measure its API."""
    practice.make(demo=False)
    from steadfast.config.bench import api_pages, measuring

    people, seeds = seeded.practice_of(count)
    client = api_pages.program(people)
    asked = api_pages.pages(people, client, measuring.WARM + repeats)
    return {"tickets": count, **seeds, "pages": [measuring.measure(page, client, repeats) for page in asked]}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
