"""The processes of the crash test: `python -m tests.apps.commitments.amend_process build|carry|work`.

`carry` says "part" after each part and waits for a word before the next, so that the kill falls between two of them or
into one. Which database is meant, the settings say.
"""

import sys
import time
from itertools import islice

from steadfast.config.command import practice


def build() -> None:
    """Make a practice with many open promises and apply an edit that lengthens and shortens some."""
    from steadfast.apps.agreements import operations as agreements
    from steadfast.apps.commitments.operations import amending
    from steadfast.foundation import clock
    from tests import cast, factories

    now = clock.now()
    theo = factories.actor(factories.member(cast.THEO))
    for number in range(30):
        factories.ticket(f"Phone {number} drops the line", now=now)
    version = factories.calendar()
    body = {**version.body, "weekly": {day: [["07:00", "19:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
    draft = agreements.draft_calendar(version.calendar, version.no, body, actor=theo, now=now)
    amending.apply_amendment(draft.pk, reason="Longer days", reaches_open=True, actor=theo, now=now)


def carry() -> None:
    """Carry part after part, slowly, until killed."""
    from steadfast.apps.agreements.models import Amendment
    from steadfast.apps.commitments.operations import amending
    from steadfast.foundation import clock
    from steadfast.foundation.actor import SYSTEM

    key = Amendment.objects.get().pk
    for keys in islice(amending.parts(key, size=10), None):
        amending.carry_on(key, keys, actor=SYSTEM, now=clock.now())
        print("part", flush=True)
        time.sleep(0.05)


def work() -> None:
    """Do what a worker finds to do, and tell how it stands."""
    from steadfast.apps.agreements.models import Amendment
    from steadfast.apps.commitments.models import Commitment
    from steadfast.foundation import verify
    from steadfast.foundation.jobs import worker

    worker.drain()
    done = Amendment.objects.get()
    told = [str(finding) for finding in verify.run()]
    under = set(Commitment.objects.values_list("terms__calendar_version__no", flat=True))
    print(done.state, done.changed, sorted(under), told, flush=True)


if __name__ == "__main__":
    practice.make(demo=False)
    {"build": build, "carry": carry, "work": work}[sys.argv[1]]()
