"""A run of a watched folder: the newest file, copied before it is parsed, brought in by the mapping of the feed."""

from collections.abc import Callable
from datetime import datetime

from steadfast.apps.imports import toml_text
from steadfast.apps.imports.connectors import Trouble
from steadfast.apps.imports.mapping import read
from steadfast.apps.imports.models import Feed, FeedRun
from steadfast.apps.imports.operations import feed_steps
from steadfast.apps.imports.pulling import bodies, bringing, folder
from steadfast.apps.imports.reading import open_table

FILE = "file"
TRIES = 20
WAIT_S = 15  # so long between two looks at a file that is still being written

Clock = Callable[[], datetime]
Sleep = Callable[[float], None]


def bring(run: FeedRun, *, clock: Clock, sleep: Sleep) -> str:
    """Bring the newest file in; return what is wrong, or "". Raise Trouble where there is none, or no new one."""
    feed = run.feed
    body = bodies.of_folder(feed)
    step = feed_steps.begin_step(run, FILE, now=clock())
    if step.draft is None:
        file = folder.newest(feed.said.get("folder", ""), feed.said.get("pattern") or "*")
        for _try in range(TRIES):
            if folder.still(file, now=clock(), sleep=sleep):
                break
            sleep(WAIT_S)
        else:
            raise Trouble(f"{file.name} is still being written.")
        arrived = folder.taken(file)
        if arrived.digest == feed.reach.get(FILE):
            arrived.path.unlink(missing_ok=True)
            raise Trouble(f"No new file has landed: {file.name} was brought in before.")
        bringing.begin(step, arrived, body, 0, clock=clock)
    error = bringing.through(step, clock=clock)
    if not error and step.draft is not None:
        feed_steps.reached(feed, FILE, step.draft.file_hash)
    return error


def tried(feed: Feed) -> tuple[str, int, int]:
    """Return the name of the file that would be taken, its size in bytes and its columns. Raise Trouble or Fault."""
    body = bodies.of_folder(feed)
    file = folder.newest(feed.said.get("folder", ""), feed.said.get("pattern") or "*")
    mapping = read(toml_text.written(body), f"{body['name']}.toml")
    return file.name, file.stat().st_size, len(open_table(file, mapping.file).columns)
