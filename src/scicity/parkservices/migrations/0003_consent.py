"""Who consents: approvals of versions, holders of parcels, objections that are decided, credit that
is contested, absences. Shares are decimals.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_frozen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("since", models.DateField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Contest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("upheld", models.BooleanField(null=True)),
                ("reply", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        migrations.AlterModelOptions(
            name="objection",
            options={"ordering": ("id",)},
        ),
        migrations.AddField(
            model_name="objection",
            name="decided_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="objection",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="reply",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="objection",
            name="upheld",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="officer",
            name="absent_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="officer",
            name="absent_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="parcel",
            name="holder",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parcels",
                to="cases.enterprise",
            ),
        ),
        migrations.AddField(
            model_name="parcel",
            name="document",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="service",
            name="appeal_en",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="service",
            name="appeal_zh",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="objection",
            name="batch",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="objections",
                to="cases.batch",
            ),
        ),
        migrations.AlterField(
            model_name="parcel",
            name="area",
            field=models.DecimalField(decimal_places=2, max_digits=14),
        ),
        migrations.AlterField(
            model_name="parcel",
            name="far",
            field=models.DecimalField(decimal_places=6, max_digits=13),
        ),
        migrations.AlterField(
            model_name="parcel",
            name="far_high",
            field=models.DecimalField(decimal_places=6, max_digits=13),
        ),
        migrations.AlterField(
            model_name="parcel",
            name="far_low",
            field=models.DecimalField(decimal_places=6, max_digits=13),
        ),
        migrations.AlterField(
            model_name="parcel",
            name="height",
            field=models.DecimalField(decimal_places=6, max_digits=13),
        ),
        migrations.AlterField(
            model_name="parcel",
            name="height_high",
            field=models.DecimalField(decimal_places=6, max_digits=13),
        ),
        migrations.AlterField(
            model_name="parcel",
            name="industry",
            field=models.DecimalField(decimal_places=6, max_digits=13),
        ),
        migrations.AlterField(
            model_name="parcel",
            name="industry_low",
            field=models.DecimalField(decimal_places=6, max_digits=13),
        ),
        migrations.AlterField(
            model_name="parcel",
            name="research",
            field=models.DecimalField(decimal_places=6, max_digits=13),
        ),
        migrations.AlterField(
            model_name="parcel",
            name="support",
            field=models.DecimalField(decimal_places=6, max_digits=13),
        ),
        migrations.AlterField(
            model_name="parcel",
            name="support_high",
            field=models.DecimalField(decimal_places=6, max_digits=13),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("by")), _negated=True),
                    _connector="OR",
                ),
                name="objection_two_people",
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="brought_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="approval",
                to="cases.version",
            ),
        ),
        migrations.AddField(
            model_name="contest",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contest",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contest",
            name="note",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contests",
                to="cases.creditnote",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("by__isnull", True),
                    ("brought_by__isnull", True),
                    models.Q(("by", models.F("brought_by")), _negated=True),
                    _connector="OR",
                ),
                name="approval_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="contest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("upheld", None)), fields=("note",), name="contest_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="contest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("by")), _negated=True),
                    _connector="OR",
                ),
                name="contest_two_people",
            ),
        ),
    ]
