import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0003_origins_of_dates"),
        ("clients", "0001_clients_and_sites"),
        ("desk", "0004_source_counters"),
        ("foundation", "0001_chains_events_jobs"),
        ("identity", "0004_views_and_density"),
        ("imports", "0001_batches"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("no", models.PositiveSmallIntegerField(help_text="0, 1, 2 … in its message")),
                ("name", models.CharField(max_length=255)),
                ("size", models.PositiveBigIntegerField(help_text="bytes")),
                ("media_type", models.CharField(help_text="by what is in it, not by its name", max_length=127)),
                ("digest", models.CharField(db_index=True, help_text="SHA-256", max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="CannedReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("text", models.TextField(max_length=10000)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "canned replies",
            },
        ),
        migrations.CreateModel(
            name="TicketLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="message",
            name="files",
            field=models.PositiveSmallIntegerField(db_default=0, help_text="how many go with it"),
        ),
        migrations.AddField(
            model_name="ticket",
            name="merged_into",
            field=models.ForeignKey(
                help_text="closed by it: its messages stand there",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="desk.ticket",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("state", "closed"), _connector="OR"),
                name="ticket_closed_when_merged",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="message",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="desk.message",
            ),
        ),
        migrations.AddField(
            model_name="cannedreply",
            name="owner",
            field=models.ForeignKey(
                help_text="none: everybody's",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.person",
            ),
        ),
        migrations.AddField(
            model_name="cannedreply",
            name="team",
            field=models.ForeignKey(
                help_text="none: on any ticket",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.team",
            ),
        ),
        migrations.AddField(
            model_name="ticketlink",
            name="from_ticket",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="links", to="desk.ticket"
            ),
        ),
        migrations.AddField(
            model_name="ticketlink",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.person",
            ),
        ),
        migrations.AddField(
            model_name="ticketlink",
            name="to_ticket",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="linked_by", to="desk.ticket"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(fields=("message", "no"), name="attachment_once"),
        ),
        migrations.AddConstraint(
            model_name="cannedreply",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"),
                condition=models.Q(("owner__isnull", True)),
                name="canned_reply_named_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="cannedreply",
            constraint=models.UniqueConstraint(
                models.F("owner"), django.db.models.functions.text.Lower("name"), name="canned_reply_own_named_once"
            ),
        ),
        migrations.AddIndex(
            model_name="ticketlink",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["to_ticket"], name="ticket_linked_by"
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("relates to", "caused by", "duplicates", "child of", "split from"))),
                name="ticket_link_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_ticket", models.F("to_ticket")), _negated=True), name="ticket_link_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("from_ticket", "to_ticket", "kind"),
                name="ticket_link_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("kind", "child of")),
                fields=("from_ticket",),
                name="ticket_one_parent",
            ),
        ),
    ]
