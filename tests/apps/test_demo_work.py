"""The demo shows monitoring, the phone and time at work, made as a practice makes them."""

import pytest
from django.db.models import Sum

from steadfast.apps.alerts.models import Alert, Maintenance, Trouble
from steadfast.apps.calls.models import Call
from steadfast.apps.demo.operations import living_day, people
from steadfast.apps.hours.models import Entry, Timer
from steadfast.foundation.models import Job
from tests import factories


@pytest.fixture
def demo(db: None) -> None:
    people.move_in(now=factories.NOW)
    living_day.happen(now=factories.NOW)


@pytest.mark.usefixtures("demo")
def test_a_living_day_has_alerts_calls_and_time() -> None:
    assert sorted(Trouble.objects.values_list("alerts__fate", flat=True).distinct()) == ["ticket"]
    assert sorted(len(one.alerts.all()) for one in Trouble.objects.all()) == [1, 15]  # a storm is one ticket
    assert Alert.objects.get(fate="maintenance").client == Maintenance.objects.get().client
    missed = Call.objects.get(state="missed", client__isnull=False)
    assert (
        missed.promise is not None and missed.promise.owner is not None and missed.promise.owner.name == "Ines"
    )  # it is her week
    assert Call.objects.filter(state="missed", client=None).count() == 1
    assert Call.objects.get(state="ended").ticket is not None
    assert Timer.objects.get().person.name == "Kofi"
    billed = dict(Entry.objects.values_list("reason").annotate(Sum("minutes")))
    assert set(billed) == {"inside", "outside", "covered"}  # as it follows from the work: nobody said so
    assert not Job.objects.filter(attempts__gt=0).exists()
