"""Keep how somebody wants to be written to."""

from datetime import datetime

from steadfast.apps.notices.models import MailChoice
from steadfast.domain.notices import Choice


def choose(person_id: int, choice: Choice, *, now: datetime) -> None:
    """Write the choice down. It holds from the next mail on."""
    said = {
        "how": choice.how,
        "quiet_from": choice.quiet_from,
        "quiet_until": choice.quiet_until,
        "open_days": choice.open_days,
    }
    MailChoice.objects.update_or_create(person_id=person_id, defaults=said)
