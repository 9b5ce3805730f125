"""`steadfast bench memory`: seconds of the demo's second start, and the memory of its processes at work."""

import argparse
import subprocess
import tempfile
from pathlib import Path

from steadfast.config.bench import footprint
from steadfast.config.command.answer import BadInput, show

START_S, PSS_MB = 5, 350


def run(options: argparse.Namespace) -> int:
    """Print both; a demo is loaded first, unless --data names one."""
    try:
        if options.data:
            found = footprint.of_demo(Path(options.data))
        else:
            with tempfile.TemporaryDirectory(prefix="steadfast-bench-") as folder:
                loaded = footprint.load(Path(folder))
                found = {"load_s": round(loaded, 1), **footprint.of_demo(Path(folder))}
    except (footprint.NoAnswer, OSError, subprocess.CalledProcessError) as error:
        raise BadInput(f"cannot measure the demo: {error}") from None
    lines = [f"first start, the log brought in: {found['load_s']} s"] if "load_s" in found else []
    lines += [
        f"second start to a signed-in page: {found['start_s']} s, {found['start_cpu_s']} s of CPU (budget {START_S} s)",
        f"memory, PSS of all processes: {found['pss_mb']} MB (budget {PSS_MB} MB)",
    ]
    lines += [f"    {name.partition(' ')[2]}: {mb} MB" for name, mb in found["processes"].items()]
    show(found, "\n".join(lines), as_json=options.json)
    return 0
