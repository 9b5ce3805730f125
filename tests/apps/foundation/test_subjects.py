"""Subjects count in their kind and lead to their page."""

from collections.abc import Iterator

import pytest
from django.urls import NoReverseMatch

from steadfast.foundation import kinds, subjects
from steadfast.foundation.models import Subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def boat(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    subjects.register_kind("boat", "BOAT", "healthz")
    yield "boat"


def test_each_kind_counts_for_itself_from_one() -> None:
    assert [subjects.open_subject("boat", "b", 1).number for _ in range(3)] == [1, 2, 3]
    assert subjects.open_subject("ship", "s", 1).number == 1
    assert subjects.open_subject("boat", "b", 1).number == 4


def test_many_subjects_are_numbered_in_the_order_given() -> None:
    subjects.open_subject("boat", "first", 1)
    made = subjects.open_many("boat", [(f"title {n}", 1) for n in range(50)])
    assert [subject.number for subject in made] == list(range(2, 52))
    assert Subject.objects.get(kind="boat", number=51).title == "title 49"
    assert Subject.objects.get(pk=made[0].pk) == made[0]
    assert subjects.open_many("boat", []) == []


def test_a_subject_made_in_bulk_saves_as_one_from_the_database() -> None:
    subject = subjects.open_subject("boat", "old name", 1)
    subject.title = "new name"
    subject.save()
    assert Subject.objects.get(pk=subject.pk).title == "new name"


def test_a_label_is_the_prefix_and_the_number(boat: str) -> None:
    subject = subjects.open_subject(boat, "Little 🚤", 1)
    assert (subject.label, str(subject)) == ("BOAT-1", "BOAT-1 Little 🚤")
    assert Subject(kind="unheard of", number=3).label == "unheard of-3"


def test_a_kind_leads_to_its_page_and_an_unknown_one_says_so(boat: str) -> None:
    with pytest.raises(NoReverseMatch):  # healthz takes no number: the argument was passed
        subjects.url_of(Subject(kind=boat, number=3))
    with pytest.raises(LookupError, match="unheard of"):
        subjects.url_of(Subject(kind="unheard of", number=3))


def test_a_kind_and_a_prefix_are_registered_once(boat: str) -> None:
    subjects.register_kind("boat", "BOAT", "healthz")
    with pytest.raises(ValueError, match="'boat' is registered"):
        subjects.register_kind("boat", "B", "healthz")
    with pytest.raises(ValueError, match="'BOAT' is taken"):
        subjects.register_kind("raft", "BOAT", "healthz")
    assert kinds.get("raft") is None
