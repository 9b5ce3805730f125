"""A contact whose number we know."""

from datetime import datetime

from steadfast.apps.identity.models import Person
from tests import cast, factories

NUMBER = "+44 (0)20 7946 0018"


def known_number(*, now: datetime) -> None:
    """Give Amara Ruiz a telephone."""
    Person.objects.filter(pk=factories.contact(cast.KESTREL).pk).update(phone=NUMBER)
