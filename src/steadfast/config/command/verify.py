"""`steadfast verify`: recomputes every commitment from its events, checks chains and triggers, names what fails.

With --backup it reads an archive instead, from its first byte to its last, without unpacking it.
"""

import argparse

from steadfast.config.command import archives, practice
from steadfast.config.command.answer import BadInput, show


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", metavar="CHECK", action="append", default=[], help="run this check alone; may repeat")
    parser.add_argument("--backup", metavar="FILE", help="check this archive instead of the practice")


def run(options: argparse.Namespace) -> int:
    """Print the findings; exit status 1 when there is one."""
    if options.backup:
        return _archive(options)
    practice.open_existing()
    from steadfast.foundation import verify

    names = verify.names()
    for name in options.only:
        if name not in names:
            raise BadInput(f"there is no check {name!r}; there are: {', '.join(names)}")
    found = [str(finding) for finding in verify.run(options.only)]
    checked = options.only or names
    text = "\n".join(found) or f"No drift. Checked: {', '.join(checked)}."
    show({"checks": checked, "findings": found}, text, as_json=options.json)
    return 1 if found else 0


def _archive(options: argparse.Namespace) -> int:
    from steadfast.foundation.care import archive
    from steadfast.foundation.care.refusal import BadArchive

    try:
        with archives.opened(options.backup) as file:
            manifest = archive.inspect(file)
    except BadArchive as bad:
        show({"checks": ["backup"], "findings": [str(bad)]}, f"{options.backup}: {bad}.", as_json=options.json)
        return 1
    said = {
        "engine": manifest.engine,
        "made_at": manifest.made_at,
        "made_by": manifest.steadfast,
        "rows": manifest.rows,
    }
    text = (
        f"Whole: {manifest.rows:,} rows of {manifest.engine}, {len(manifest.members)} files, made "
        f"{manifest.made_at:%Y-%m-%d %H:%M} UTC by Steadfast {manifest.steadfast}."
    )
    show({"checks": ["backup"], "findings": [], **said}, text, as_json=options.json)
    return 0
