"""A short round on every run of the tests; `python -m tests.fuzz --minutes 10` makes a long one."""

import json
import os
import time

import pytest

from steadfast.foundation import verify
from tests.fuzz.caller import Caller
from tests.fuzz.fuzzing import Fuzzer

MINUTES = float(os.environ.get("FUZZ_MINUTES", "0"))
SEEDS = [int(os.environ["FUZZ_SEED"])] if "FUZZ_SEED" in os.environ else [1, 2]
SHORT = 400  # requests, about fifteen seconds
WALKERS = {1: ("owner", "own contact"), 2: ("technician", "anonymous")}


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_that_anybody_sends_is_an_error_of_the_server(
    practice: tuple[Caller, dict[str, object]], seed: int
) -> None:
    fuzzer = Fuzzer(*practice, seed)
    fuzzer.walk() if MINUTES else fuzzer.walk(WALKERS[seed])
    sent = fuzzer.storm(until=time.monotonic() + MINUTES * 60) if MINUTES else fuzzer.storm(requests=SHORT)
    figures = {"sent": sent, "forms": len(fuzzer.forms), "statuses": dict(sorted(fuzzer.statuses.items()))}
    print(json.dumps({**figures, "slowest": fuzzer.slowest}))
    assert not fuzzer.faults, "\n\n".join(fuzzer.faults.values())
    assert [str(finding) for finding in verify.run()] == []
