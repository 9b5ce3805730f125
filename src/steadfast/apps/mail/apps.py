"""The app "mail": mail in and out: boxes, the store of raw messages, reading, threading, triage, sending."""

from django.apps import AppConfig

from steadfast.domain.language import known


class MailConfig(AppConfig):
    name = "steadfast.apps.mail"
    label = "mail"

    def ready(self) -> None:
        from steadfast.apps.commitments import nudges
        from steadfast.apps.desk import along, beneath
        from steadfast.apps.hours import ways
        from steadfast.apps.identity import auditing, beside
        from steadfast.apps.mail import care, checks, steps, waking
        from steadfast.apps.mail.queries import beneath as ours
        from steadfast.apps.mail.queries import incoming
        from steadfast.apps.mail.queries import nudges as our_nudges
        from steadfast.apps.mail.queries import ways as mail_ways
        from steadfast.foundation import rail

        rail.register(known("Mail"), "mail:boxes", "mail.manage", 65)
        ways.register(ways.MAIL, waking.send)
        rail.register(known("Mail to sort"), "mail:triage", "mail.triage", 24)
        beside.register("mail:triage", incoming.counted)
        care.register()
        checks.register()
        steps.register()
        along.register(ours.along)
        beneath.register(ours.notes, ours.FLAG)
        beneath.register_way(mail_ways.replies_leave, mail_ways.recipient_of)
        nudges.register(our_nudges.nudges)
        auditing.shows(
            "mail:triaged", known("mail that came"), argument="mail_id", below="mail/triage/<number:mail_id>/"
        )
        auditing.shows("mail:box", known("a box, with the preview of a reply"), argument="")
        auditing.shows("mail:triage", known("mail to sort"), argument="")
        auditing.shows("mail:original", known("mail that came"), argument="mail_id")
        auditing.shows("mail:sent", known("mail that left"), argument="")
