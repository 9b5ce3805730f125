"""What the portal does by itself: it sends the links that were asked for, and forgets dead ones.

A link is made and sent by a job, so that asking takes the same time whether the address is known or not.
"""

from datetime import timedelta

from steadfast.apps.mail import operations as mail
from steadfast.apps.portal import operations
from steadfast.foundation import clock
from steadfast.foundation.jobs import schedule, task


@task(max_attempts=2)
def send_link(email: str, place: str, language: str) -> None:
    """Send a link to the contact of an address; nothing tells whether there was one."""
    operations.send_asked(email, place, language, now=clock.now())


@task()
def forget_links() -> int:
    """Delete links that ended long ago; return how many."""
    return operations.forget_links(now=clock.now())


def send_soon(email: str, place: str, language: str) -> None:
    """Enqueue the job of one who asked."""
    send_link.enqueue(email, place, language)


operations.when_asked(send_soon)
mail.when_overheard(operations.end_overheard)
schedule.every(timedelta(days=1), forget_links, name="sign_in_links.forget", offset=timedelta(hours=4))
