"""A log brought in once for all tests of a module, and taken back after them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from steadfast.apps.desk.importing import tickets
from steadfast.apps.desk.importing.log.cut import WHOLE, Cut
from steadfast.apps.imports.mapping import Mapping
from steadfast.foundation.actor import SYSTEM, Actor
from tests import cast, factories, kept

Bring = Callable[..., Actor]


@pytest.fixture(scope="module")
def bring(django_db_setup: None, django_db_blocker: Any) -> Iterator[Bring]:
    """Return a function that brings a log in and returns Nora, who may see all of it."""

    def brought(path: Path, mapping: Mapping, now: datetime, cut: Cut = WHOLE) -> Actor:
        factories.practice()
        factories.agreement()
        prepared = tickets.prepare(tickets.Source(path=path, mapping=mapping, cut=cut), now=now)
        tickets.bring_in(prepared, actor=SYSTEM, clock=lambda: now)
        connection.check_constraints()  # once, rather than by PostgreSQL at the end of every test
        return factories.actor(factories.member(cast.NORA))

    with kept.for_a_while(django_db_blocker):
        yield brought
