"""The command `steadfast`: finds the subcommand, reads its arguments, runs it, and makes one line of an error.

Exit status: 0 good, 1 a check failed, 2 bad input or a failure. A subcommand is one module with `arguments(parser)` and
`run(options) -> int`; it is imported only when it is asked for, so that `vectors` starts without Django.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from steadfast.config.command import failing
from steadfast.config.command.answer import BadInput
from steadfast.config.environment import BadSetting

COMMANDS = {
    "serve": "serve pages and do the background work, until Ctrl-C",
    "demo": "load the demo practice, without serving it",
    "import": "import a file of another tool: import tickets FILE --mapping NAME",
    "import-report": "print what an import read, and where its source and we differ",
    "scorecard": "print the four numbers of an agreement",
    "figures": "freeze the figures of closed months, and restate those that changed",
    "vectors": "check the clock against a file of facts",
    "verify": "recompute every commitment from its events; check chains and triggers, or an archive",
    "backup": "make one archive of the whole practice, while it is served or not",
    "restore": "make a practice of an archive: restore FILE --data DIR",
    "move": "carry a practice from SQLite to an empty PostgreSQL and prove it equal",
    "mail": "read raw mails of files as if a server had brought them: mail ingest PATH",
    "search": "rebuild the index of search: search rebuild",
    "bench": "measure this machine: bench clock, desk, register, search, figures, amend or memory",
    "link": "print a one-time link by which a member chooses a password",
    "web": "serve pages only",
    "work": "do the background work only",
}


class Parser(argparse.ArgumentParser):
    """argparse, with an error in one line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}", file=sys.stderr)
        sys.exit(2)


def main(argv: Sequence[str] | None = None) -> int:
    """Run `steadfast ARGUMENTS` and return its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0 if words else 2
    if words[0] not in COMMANDS:
        print(f"steadfast: there is no command {words[0]!r}; steadfast --help lists them", file=sys.stderr)
        return 2
    module = load(words[0])
    return guarded(words[0], module, parser(words[0], module).parse_args(words[1:]))


def load(name: str) -> ModuleType:
    """Import the module of a command; two of them have names that Python keeps for itself or for a library."""
    return importlib.import_module(f"{__name__}.{ {'import': 'imports'}.get(name, name).replace('-', '_') }")


def parser(name: str, module: ModuleType) -> argparse.ArgumentParser:
    """Return the parser of one command: its own arguments and those that all take."""
    made = Parser(prog=f"steadfast {name}", description=COMMANDS[name], allow_abbrev=False)
    module.arguments(made)
    made.add_argument("--data", metavar="DIR", help="folder of the practice (default: var/ beside the program)")
    made.add_argument("--json", action="store_true", help="print one JSON document")
    made.add_argument("--verbose", action="store_true", help="print where an error happened")
    return made


def guarded(name: str, module: ModuleType, options: argparse.Namespace) -> int:
    """Run a command; an error becomes one line and exit status 2."""
    if options.data:
        os.environ["STEADFAST_DATA"] = os.path.abspath(options.data)  # noqa: PTH100 - before settings load
    try:
        status: int = module.run(options)
    except (BadInput, BadSetting) as error:
        print(f"steadfast: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader left, as `| head` does
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # whatever nobody foresaw
        failing.tell(name, error, verbose=options.verbose)
        return 2
    return status


def overview() -> str:
    rows = "\n".join(f"  {name:<14} {summary}" for name, summary in COMMANDS.items())
    return f"Steadfast runs a practice on kept promises.\n\n{rows}\n\nsteadfast COMMAND --help tells the rest."
