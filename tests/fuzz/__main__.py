"""`python -m tests.fuzz --minutes 10`: a long round; exit status 1 when anything was found, with each fault once."""

import argparse
import contextlib
import os
import subprocess
import sys

from tests import postgres


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    options = parser.parse_args()
    told = {**os.environ, "FUZZ_MINUTES": str(options.minutes), "FUZZ_SEED": str(options.seed)}
    with contextlib.ExitStack() as stack:
        if options.on == "postgresql":
            told["STEADFAST_DATABASE_URL"] = stack.enter_context(postgres.cluster())
        command = [sys.executable, "-m", "pytest", "tests/fuzz", "-s", "--tb=short", "-p", "no:cacheprovider"]
        return subprocess.run(command, env=told, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
