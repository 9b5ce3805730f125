"""Ends a child process when its parent is gone, so that killing the supervisor leaves no orphan on the port.

It asks for the parent's number instead of a signal of the kernel: it costs nothing and works on every system.
"""

import os
import signal
import threading
import time

EVERY, GRACE = 0.5, 10.0


def watch() -> None:
    """Begin to watch the process that started this one."""
    threading.Thread(target=follow, args=(os.getppid(),), name="parent", daemon=True).start()


def follow(first: int) -> None:
    while os.getppid() == first:
        time.sleep(EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os.kill(os.getpid(), signal.SIGKILL)
