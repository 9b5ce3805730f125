"""What a command says of an error that nobody foresaw: one line with what failed and what to do, and where more stands.

What is known by its kind (a full disk, a lock, a right that is missing) says what to do about it. Nothing of Django is
imported here: a database's error is told by its words, which both engines keep.
"""

import errno
import sys
import traceback
from collections.abc import Iterator

MORE = "--verbose prints where it happened"
BY_NUMBER = {
    errno.ENOSPC: "the disk is full; free room, then run it again",
    errno.EDQUOT: "the quota of the disk is used up; free room, then run it again",
    errno.EFBIG: "a file may not grow as large here (a limit of the system); raise it, then run it again",
    errno.EROFS: "the disk is mounted read-only; see why (dmesg), then run it again",
    errno.EACCES: "permission denied; run it as the user that owns the practice",
    errno.EPERM: "permission denied; run it as the user that owns the practice",
    errno.ENOENT: "there is no such file or folder; see that it is written right",
    errno.ENOTDIR: "a part of that way is a file and no folder; see that it is written right",
    errno.EISDIR: "it is a folder and no file; see that it is written right",
    errno.EADDRINUSE: "the port is in use; stop what uses it, or take another with --port N",
    errno.EMFILE: "too many files are open; raise the limit (ulimit -n), then run it again",
    errno.ECONNREFUSED: "nothing listens there; start it, then run it again",
}
BY_WORDS = {
    "database is locked": "the database was busy with other work for too long; stop what writes into it, or wait",
    "database or disk is full": BY_NUMBER[errno.ENOSPC],
    "No space left on device": BY_NUMBER[errno.ENOSPC],
    "readonly database": "the database may not be written; run it as the user that owns the practice",
    "disk image is malformed": "the database is damaged; keep it as it is and restore the last backup elsewhere",
    "file is not a database": "the database is damaged; keep it as it is and restore the last backup elsewhere",
    "unable to open database file": "the database cannot be opened; run it as the user that owns the practice",
    "server closed the connection": "the database server went away; see its log, then run it again",
    "terminating connection": "the database server ended the connection; see its log, then run it again",
}


def line(name: str, error: BaseException) -> str:
    """Return the one line for an error of the command `name`."""
    known = next((found for cause in causes(error) if (found := _known(cause))), "")
    if known:
        return f"steadfast {name}: {known} ({MORE})"
    text = " ".join(str(error).split())[:300] or "it said nothing"
    return f"steadfast {name} failed: {type(error).__name__}: {text} ({MORE})"


def tell(name: str, error: BaseException, *, verbose: bool) -> None:
    """Print the line on stderr, after the whole story where that is wanted."""
    if verbose:
        traceback.print_exception(error)
    print(line(name, error), file=sys.stderr)


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what led to it, each once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _known(error: BaseException) -> str:
    """Return what is the matter and what to do, "" for an error that is of no known kind."""
    if isinstance(error, OSError) and error.errno in BY_NUMBER:
        place = f"{error.filename}: " if error.filename is not None else ""
        return f"{place}{BY_NUMBER[error.errno]}"
    if isinstance(error, MemoryError):
        return "the machine has too little memory for this; close something, then run it again"
    if isinstance(error, UnicodeDecodeError):
        return "a file is not written in UTF-8; save it so, then run it again"
    return next((words for sign, words in BY_WORDS.items() if sign in str(error)), "")
