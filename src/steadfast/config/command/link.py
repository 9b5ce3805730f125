"""`steadfast link EMAIL`: a one-time link by which a member chooses anew how to sign in.

For the owner who lost all of their own ways in; whoever may run this on the machine could read its database anyway.
"""

import argparse

from steadfast.config.command import practice, serve
from steadfast.config.command.answer import BadInput, show


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="e-mail address of the member")
    parser.add_argument("--port", type=serve.port, default=8000, help="port that pages are served on (default: 8000)")


def run(options: argparse.Namespace) -> int:
    """Print the link; the member's older links stop working."""
    practice.open_existing()
    from steadfast.apps.identity import operations, queries
    from steadfast.foundation import clock
    from steadfast.foundation.actor import SYSTEM

    person = queries.working_members().filter(email__iexact=options.email).first()
    if person is None:
        raise BadInput(f"nobody who works here has the address {options.email}")
    token = operations.invite(person, actor=SYSTEM, now=clock.now())
    url = f"http://localhost:{options.port}/welcome/{token}/"
    show(
        {"person": person.name, "url": url}, f"{person.name} chooses how to sign in, once: {url}", as_json=options.json
    )
    return 0
